module Program

open Pulumi
open Pulumi.FSharp
open Pulumi.Random
open Pulumi.Tls
open Pulumi.Tls.Inputs

// A certificate of one's own making, for a name that is different in every stack.
let infra () =
    let organization = Config().Require("organization")

    let name = RandomPet("host", RandomPetArgs(Length = input 2))
    let host = name.Id |> Outputs.apply (fun id -> $"{id}.internal")

    let key =
        PrivateKey("host", PrivateKeyArgs(Algorithm = input "ECDSA", EcdsaCurve = input "P256"))

    let certificate =
        SelfSignedCert(
            "host",
            SelfSignedCertArgs(
                PrivateKeyPem = io key.PrivateKeyPem,
                ValidityPeriodHours = input 2160,
                AllowedUses = inputList [ input "digital_signature"; input "server_auth" ],
                DnsNames = inputList [ io host ],
                Subject =
                    input (
                        SelfSignedCertSubjectArgs(CommonName = io host, Organization = input organization)
                    )
            )
        )

    dict [ ("certificate", certificate.CertPem :> obj)
           ("key", Output.CreateSecret(key.PrivateKeyPem) :> obj) ]

[<EntryPoint>]
let main _ = Deployment.run infra
