package main

import (
	"github.com/pulumi/pulumi-azure-native-sdk/resources/v3"
	"github.com/pulumi/pulumi-azure-native-sdk/storage/v3"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		group, err := resources.NewResourceGroup(ctx, "reports", nil)
		if err != nil {
			return err
		}

		account, err := storage.NewStorageAccount(ctx, "reports", &storage.StorageAccountArgs{
			ResourceGroupName:      group.Name,
			Kind:                   pulumi.String(storage.KindStorageV2),
			MinimumTlsVersion:      pulumi.String(storage.MinimumTlsVersion_TLS1_2),
			AllowBlobPublicAccess:  pulumi.Bool(false),
			EnableHttpsTrafficOnly: pulumi.Bool(true),
			Sku: &storage.SkuArgs{
				Name: pulumi.String(storage.SkuName_Standard_LRS),
			},
		})
		if err != nil {
			return err
		}

		container, err := storage.NewBlobContainer(ctx, "daily", &storage.BlobContainerArgs{
			ResourceGroupName: group.Name,
			AccountName:       account.Name,
			PublicAccess:      storage.PublicAccessNone,
		})
		if err != nil {
			return err
		}

		// The key is a secret: it is shown by `pulumi stack output --show-secrets` only.
		keys := storage.ListStorageAccountKeysOutput(ctx, storage.ListStorageAccountKeysOutputArgs{
			ResourceGroupName: group.Name,
			AccountName:       account.Name,
		})
		ctx.Export("primaryKey", pulumi.ToSecret(keys.Keys().Index(pulumi.Int(0)).Value()))
		ctx.Export("container", container.Name)
		return nil
	})
}
