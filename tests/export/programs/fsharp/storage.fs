module Program

open Pulumi
open Pulumi.FSharp
open Pulumi.AzureNative.Resources
open Pulumi.AzureNative.Storage
open Pulumi.AzureNative.Storage.Inputs

let infra () =
    let group = ResourceGroup("reports")

    let account =
        StorageAccount(
            "reports",
            StorageAccountArgs(
                ResourceGroupName = io group.Name,
                Kind = inputUnion2Of2 Kind.StorageV2,
                AllowBlobPublicAccess = input false,
                EnableHttpsTrafficOnly = input true,
                Sku = input (SkuArgs(Name = inputUnion2Of2 SkuName.Standard_LRS))
            )
        )

    let container =
        BlobContainer(
            "daily",
            BlobContainerArgs(ResourceGroupName = io group.Name, AccountName = io account.Name)
        )

    // The key is a secret: it is shown by `pulumi stack output --show-secrets` only.
    let primaryKey =
        ListStorageAccountKeys.Invoke(
            ListStorageAccountKeysInvokeArgs(
                ResourceGroupName = io group.Name,
                AccountName = io account.Name
            )
        )
        |> Outputs.apply (fun found -> found.Keys.[0].Value)
        |> Outputs.bind Output.CreateSecret

    dict [ ("container", container.Name :> obj)
           ("primaryKey", primaryKey :> obj) ]

[<EntryPoint>]
let main _ = Deployment.run infra
