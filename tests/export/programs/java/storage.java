package myproject;

import com.pulumi.Pulumi;
import com.pulumi.azurenative.resources.ResourceGroup;
import com.pulumi.azurenative.storage.BlobContainer;
import com.pulumi.azurenative.storage.BlobContainerArgs;
import com.pulumi.azurenative.storage.StorageAccount;
import com.pulumi.azurenative.storage.StorageAccountArgs;
import com.pulumi.azurenative.storage.StorageFunctions;
import com.pulumi.azurenative.storage.enums.Kind;
import com.pulumi.azurenative.storage.enums.SkuName;
import com.pulumi.azurenative.storage.inputs.ListStorageAccountKeysArgs;
import com.pulumi.azurenative.storage.inputs.SkuArgs;

public class App {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var group = new ResourceGroup("reports");

            var account = new StorageAccount("reports", StorageAccountArgs.builder()
                .resourceGroupName(group.name())
                .kind(Kind.StorageV2)
                .allowBlobPublicAccess(false)
                .enableHttpsTrafficOnly(true)
                .sku(SkuArgs.builder().name(SkuName.Standard_LRS).build())
                .build());

            var container = new BlobContainer("daily", BlobContainerArgs.builder()
                .resourceGroupName(group.name())
                .accountName(account.name())
                .build());

            // The key is a secret: it is shown by `pulumi stack output --show-secrets` only.
            var keys = StorageFunctions.listStorageAccountKeys(ListStorageAccountKeysArgs.builder()
                .resourceGroupName(group.name())
                .accountName(account.name())
                .build());

            ctx.export("container", container.name());
            ctx.export("primaryKey", keys.applyValue(found -> found.keys().get(0).value()).asSecret());
        });
    }
}
