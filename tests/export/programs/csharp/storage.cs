using System.Collections.Generic;
using Pulumi;
using Pulumi.AzureNative.Resources;
using Pulumi.AzureNative.Storage;
using Pulumi.AzureNative.Storage.Inputs;

return await Pulumi.Deployment.RunAsync(() =>
{
    var group = new ResourceGroup("reports");

    var account = new StorageAccount("reports", new StorageAccountArgs
    {
        ResourceGroupName = group.Name,
        Kind = Kind.StorageV2,
        MinimumTlsVersion = MinimumTlsVersion.TLS1_2,
        AllowBlobPublicAccess = false,
        EnableHttpsTrafficOnly = true,
        Sku = new SkuArgs { Name = SkuName.Standard_LRS },
    });

    var container = new BlobContainer("daily", new BlobContainerArgs
    {
        ResourceGroupName = group.Name,
        AccountName = account.Name,
        PublicAccess = PublicAccess.None,
    });

    // The key is a secret: it is shown by `pulumi stack output --show-secrets` only.
    var keys = ListStorageAccountKeys.Invoke(new ListStorageAccountKeysInvokeArgs
    {
        ResourceGroupName = group.Name,
        AccountName = account.Name,
    });

    return new Dictionary<string, object?>
    {
        ["container"] = container.Name,
        ["primaryKey"] = Output.CreateSecret(keys.Apply(found => found.Keys[0].Value)),
    };
});
