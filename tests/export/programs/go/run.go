package main

import (
	"github.com/pulumi/pulumi-gcp/sdk/v9/go/gcp/cloudrunv2"
	gcpprojects "github.com/pulumi/pulumi-gcp/sdk/v9/go/gcp/projects"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

// A container on Cloud Run that everybody may call.
func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		location := config.Get(ctx, "gcp:region")
		if location == "" {
			location = "us-central1"
		}
		api, err := gcpprojects.NewService(ctx, "run", &gcpprojects.ServiceArgs{
			Service: pulumi.String("run.googleapis.com"),
		})
		if err != nil {
			return err
		}
		service, err := cloudrunv2.NewService(ctx, "hello", &cloudrunv2.ServiceArgs{
			Location:           pulumi.String(location),
			DeletionProtection: pulumi.Bool(false),
			Template: &cloudrunv2.ServiceTemplateArgs{
				Scaling: &cloudrunv2.ServiceTemplateScalingArgs{MaxInstanceCount: pulumi.Int(3)},
				Containers: cloudrunv2.ServiceTemplateContainerArray{
					&cloudrunv2.ServiceTemplateContainerArgs{
						Image: pulumi.String("us-docker.pkg.dev/cloudrun/container/hello"),
					},
				},
			},
		}, pulumi.DependsOn([]pulumi.Resource{api}))
		if err != nil {
			return err
		}
		_, err = cloudrunv2.NewServiceIamMember(ctx, "everybody", &cloudrunv2.ServiceIamMemberArgs{
			Name:     service.Name,
			Location: service.Location,
			Role:     pulumi.String("roles/run.invoker"),
			Member:   pulumi.String("allUsers"),
		})
		if err != nil {
			return err
		}
		ctx.Export("uri", service.Uri)
		return nil
	})
}
