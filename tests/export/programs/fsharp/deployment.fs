module Program

open Pulumi.FSharp
open Pulumi.Kubernetes.Types.Inputs.Core.V1
open Pulumi.Kubernetes.Types.Inputs.Apps.V1
open Pulumi.Kubernetes.Types.Inputs.Meta.V1

module Apps = Pulumi.Kubernetes.Apps.V1
module Core = Pulumi.Kubernetes.Core.V1

let infra () =
    let labels = inputMap [ "app", input "web" ]

    let deployment =
        Apps.Deployment(
            "web",
            DeploymentArgs(
                Spec =
                    input (
                        DeploymentSpecArgs(
                            Replicas = input 2,
                            Selector = input (LabelSelectorArgs(MatchLabels = labels)),
                            Template =
                                input (
                                    PodTemplateSpecArgs(
                                        Metadata = input (ObjectMetaArgs(Labels = labels)),
                                        Spec =
                                            input (
                                                PodSpecArgs(
                                                    Containers =
                                                        inputList [ input (
                                                                        ContainerArgs(
                                                                            Name = input "web",
                                                                            Image = input "nginx:1.27"
                                                                        )
                                                                    ) ]
                                                )
                                            )
                                    )
                                )
                        )
                    )
            )
        )

    let service =
        Core.Service(
            "web",
            ServiceArgs(
                Spec =
                    input (
                        ServiceSpecArgs(
                            Selector = labels,
                            Ports = inputList [ input (ServicePortArgs(Port = input 80)) ]
                        )
                    )
            )
        )

    dict [ ("deployment", deployment.Metadata |> Outputs.apply (fun metadata -> metadata.Name) :> obj)
           ("service", service.Metadata |> Outputs.apply (fun metadata -> metadata.Name) :> obj) ]

[<EntryPoint>]
let main _ = Deployment.run infra
