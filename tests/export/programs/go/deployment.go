package main

import (
	appsv1 "github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes/apps/v1"
	corev1 "github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes/core/v1"
	metav1 "github.com/pulumi/pulumi-kubernetes/sdk/v4/go/kubernetes/meta/v1"
	"github.com/pulumi/pulumi-random/sdk/v4/go/random"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		labels := pulumi.StringMap{"app": pulumi.String("web")}

		password, err := random.NewRandomPassword(ctx, "web", &random.RandomPasswordArgs{
			Length:  pulumi.Int(24),
			Special: pulumi.Bool(false),
		})
		if err != nil {
			return err
		}
		secret, err := corev1.NewSecret(ctx, "web", &corev1.SecretArgs{
			StringData: pulumi.StringMap{"password": password.Result},
		})
		if err != nil {
			return err
		}
		_, err = appsv1.NewDeployment(ctx, "web", &appsv1.DeploymentArgs{
			Spec: appsv1.DeploymentSpecArgs{
				Replicas: pulumi.Int(2),
				Selector: &metav1.LabelSelectorArgs{MatchLabels: labels},
				Template: &corev1.PodTemplateSpecArgs{
					Metadata: &metav1.ObjectMetaArgs{Labels: labels},
					Spec: &corev1.PodSpecArgs{
						Containers: corev1.ContainerArray{
							corev1.ContainerArgs{
								Name:  pulumi.String("web"),
								Image: pulumi.String("nginx:1.27"),
								Ports: corev1.ContainerPortArray{
									&corev1.ContainerPortArgs{ContainerPort: pulumi.Int(80)},
								},
								EnvFrom: corev1.EnvFromSourceArray{
									&corev1.EnvFromSourceArgs{
										SecretRef: &corev1.SecretEnvSourceArgs{Name: secret.Metadata.Name()},
									},
								},
							},
						},
					},
				},
			},
		})
		if err != nil {
			return err
		}
		service, err := corev1.NewService(ctx, "web", &corev1.ServiceArgs{
			Spec: &corev1.ServiceSpecArgs{
				Type:     pulumi.String("LoadBalancer"),
				Selector: labels,
				Ports:    corev1.ServicePortArray{&corev1.ServicePortArgs{Port: pulumi.Int(80)}},
			},
		})
		if err != nil {
			return err
		}
		ctx.Export("service", service.Metadata.Name())
		return nil
	})
}
