module Program

open Pulumi
open Pulumi.FSharp
open Pulumi.Gcp.CloudRunV2
open Pulumi.Gcp.CloudRunV2.Inputs

(* A container on Cloud Run that everybody may call.
   open Pulumi.Docker is what it would take to build it here. *)
let infra () =
    let location =
        match Config("gcp").Get("region") with
        | null -> "us-central1"
        | region -> region

    let service =
        Service(
            "hello",
            ServiceArgs(
                Location = input location,
                DeletionProtection = input false,
                Template =
                    input (
                        ServiceTemplateArgs(
                            Scaling = input (ServiceTemplateScalingArgs(MaxInstanceCount = input 3)),
                            Containers =
                                inputList [ input (
                                                ServiceTemplateContainerArgs(
                                                    Image = input "us-docker.pkg.dev/cloudrun/container/hello"
                                                )
                                            ) ]
                        )
                    )
            )
        )

    ServiceIamMember(
        "everybody",
        ServiceIamMemberArgs(
            Name = io service.Name,
            Location = io service.Location,
            Role = input "roles/run.invoker",
            Member = input "allUsers"
        )
    )
    |> ignore

    dict [ ("uri", service.Uri :> obj) ]

[<EntryPoint>]
let main _ = Deployment.run infra
