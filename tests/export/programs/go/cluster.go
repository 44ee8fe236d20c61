package main

import (
	"github.com/pulumi/pulumi-awsx/sdk/v3/go/awsx/ec2"
	"github.com/pulumi/pulumi-eks/sdk/v4/go/eks"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi/config"
)

// A cluster in a network of its own, with one group of nodes.
func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		cfg := config.New(ctx, "")
		size := cfg.GetInt("nodes")
		if size == 0 {
			size = 2
		}
		vpc, err := ec2.NewVpc(ctx, "cluster", &ec2.VpcArgs{
			EnableDnsHostnames: pulumi.BoolRef(true),
			NatGateways: &ec2.NatGatewayConfigurationArgs{
				Strategy: ec2.NatGatewayStrategySingle,
			},
		})
		if err != nil {
			return err
		}
		cluster, err := eks.NewCluster(ctx, "cluster", &eks.ClusterArgs{
			VpcId:                 vpc.VpcId,
			PublicSubnetIds:       vpc.PublicSubnetIds,
			PrivateSubnetIds:      vpc.PrivateSubnetIds,
			InstanceType:          pulumi.String("t3.medium"),
			DesiredCapacity:       pulumi.Int(size),
			MinSize:               pulumi.Int(1),
			MaxSize:               pulumi.Int(size + 2),
			EndpointPrivateAccess: pulumi.Bool(true),
			EndpointPublicAccess:  pulumi.Bool(true),
		})
		if err != nil {
			return err
		}
		ctx.Export("kubeconfig", pulumi.ToSecret(cluster.Kubeconfig))
		ctx.Export("vpcId", vpc.VpcId)
		return nil
	})
}
