import * as pulumi from "@pulumi/pulumi";
import * as resources from "@pulumi/azure-native/resources";
import * as storage from "@pulumi/azure-native/storage";

const config = new pulumi.Config();
const retentionDays = config.getNumber("retentionDays") || 7;

const group = new resources.ResourceGroup("site");

const account = new storage.StorageAccount("site", {
    resourceGroupName: group.name,
    kind: storage.Kind.StorageV2,
    sku: { name: storage.SkuName.Standard_LRS },
    allowBlobPublicAccess: false,
    enableHttpsTrafficOnly: true,
    minimumTlsVersion: storage.MinimumTlsVersion.TLS1_2,
});

new storage.BlobServiceProperties("site", {
    accountName: account.name,
    resourceGroupName: group.name,
    blobServicesName: "default",
    deleteRetentionPolicy: { enabled: true, days: retentionDays },
});

const website = new storage.StorageAccountStaticWebsite("site", {
    accountName: account.name,
    resourceGroupName: group.name,
    indexDocument: "index.html",
    error404Document: "404.html",
});

for (const page of ["index.html", "404.html"]) {
    new storage.Blob(page, {
        accountName: account.name,
        resourceGroupName: group.name,
        containerName: website.containerName,
        blobName: page,
        contentType: "text/html",
        source: new pulumi.asset.StringAsset(`<!DOCTYPE html><title>${page}</title>`),
    });
}

const keys = storage.listStorageAccountKeysOutput({ resourceGroupName: group.name, accountName: account.name });

export const endpoint = account.primaryEndpoints.apply(endpoints => endpoints.web);
export const primaryKey = pulumi.secret(keys.keys[0].value);
