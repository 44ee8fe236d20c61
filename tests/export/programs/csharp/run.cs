using System.Collections.Generic;
using Pulumi;
using Gcp = Pulumi.Gcp;

class RunStack : Stack
{
    [Output]
    public Output<string> Uri { get; set; }

    public RunStack()
    {
        var location = new Config("gcp").Get("region") ?? "us-central1";
        var api = new Gcp.Projects.Service("run", new Gcp.Projects.ServiceArgs
        {
            ServiceName = "run.googleapis.com",
        });
        var service = new Gcp.CloudRunV2.Service("hello", new Gcp.CloudRunV2.ServiceArgs
        {
            Location = location,
            DeletionProtection = false,
            Template = new Gcp.CloudRunV2.Inputs.ServiceTemplateArgs
            {
                Scaling = new Gcp.CloudRunV2.Inputs.ServiceTemplateScalingArgs { MaxInstanceCount = 3 },
                Containers =
                {
                    new Gcp.CloudRunV2.Inputs.ServiceTemplateContainerArgs
                    {
                        Image = "us-docker.pkg.dev/cloudrun/container/hello",
                    },
                },
            },
        }, new CustomResourceOptions { DependsOn = { api } });

        _ = new Gcp.CloudRunV2.ServiceIamMember("everybody", new Gcp.CloudRunV2.ServiceIamMemberArgs
        {
            Name = service.Name,
            Location = service.Location,
            Role = "roles/run.invoker",
            Member = "allUsers",
        });
        Uri = service.Uri;
    }
}

static class Program
{
    static System.Threading.Tasks.Task<int> Main() => Deployment.RunAsync<RunStack>();
}
