using System.Collections.Generic;
using Pulumi;
using Pulumi.Kubernetes.Apps.V1;
using Pulumi.Kubernetes.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Apps.V1;
using Pulumi.Kubernetes.Types.Inputs.Core.V1;
using Pulumi.Kubernetes.Types.Inputs.Meta.V1;
using Random = Pulumi.Random;

return await Pulumi.Deployment.RunAsync(() =>
{
    var labels = new InputMap<string> { { "app", "web" } };

    var password = new Random.RandomPassword("web", new() { Length = 24, Special = false });
    var secret = new Secret("web", new SecretArgs
    {
        StringData = { { "password", password.Result } },
    });

    var deployment = new Pulumi.Kubernetes.Apps.V1.Deployment("web", new DeploymentArgs
    {
        Spec = new DeploymentSpecArgs
        {
            Replicas = 2,
            Selector = new LabelSelectorArgs { MatchLabels = labels },
            Template = new PodTemplateSpecArgs
            {
                Metadata = new ObjectMetaArgs { Labels = labels },
                Spec = new PodSpecArgs
                {
                    Containers =
                    {
                        new ContainerArgs
                        {
                            Name = "web",
                            Image = "nginx:1.27",
                            Ports = { new ContainerPortArgs { ContainerPortValue = 80 } },
                            EnvFrom =
                            {
                                new EnvFromSourceArgs
                                {
                                    SecretRef = new SecretEnvSourceArgs { Name = secret.Metadata.Apply(m => m.Name) },
                                },
                            },
                        },
                    },
                },
            },
        },
    });

    var service = new Service("web", new ServiceArgs
    {
        Spec = new ServiceSpecArgs
        {
            Type = "LoadBalancer",
            Selector = labels,
            Ports = { new ServicePortArgs { Port = 80 } },
        },
    });

    return new Dictionary<string, object?>
    {
        ["deployment"] = deployment.Metadata.Apply(metadata => metadata.Name),
        ["service"] = service.Metadata.Apply(metadata => metadata.Name),
    };
});
