module Program

open Pulumi.FSharp
open Pulumi.Aws.S3
open Pulumi.Aws.S3.Inputs

// A private bucket with versions, whose old ones go after a month.
let infra () =
    let bucket = Bucket("documents")

    let versioning =
        BucketVersioning(
            "documents",
            BucketVersioningArgs(
                Bucket = io bucket.Id,
                VersioningConfiguration = input (BucketVersioningVersioningConfigurationArgs(Status = input "Enabled"))
            )
        )

    BucketPublicAccessBlock(
        "documents",
        BucketPublicAccessBlockArgs(
            Bucket = io bucket.Id,
            BlockPublicAcls = input true,
            BlockPublicPolicy = input true,
            IgnorePublicAcls = input true,
            RestrictPublicBuckets = input true
        )
    )
    |> ignore

    BucketLifecycleConfiguration(
        "documents",
        BucketLifecycleConfigurationArgs(
            Bucket = io versioning.Bucket,
            Rules =
                inputList [ input (
                                BucketLifecycleConfigurationRuleArgs(
                                    Id = input "old-versions",
                                    Status = input "Enabled",
                                    NoncurrentVersionExpiration =
                                        input (
                                            BucketLifecycleConfigurationRuleNoncurrentVersionExpirationArgs(
                                                NoncurrentDays = input 30
                                            )
                                        )
                                )
                            ) ]
        )
    )
    |> ignore

    dict [ ("bucketName", bucket.BucketName :> obj)
           ("bucketArn", bucket.Arn :> obj) ]

[<EntryPoint>]
let main _ = Deployment.run infra
