using System.Collections.Generic;
using Pulumi;
using Pulumi.Command.Local;
using Pulumi.Random;
using Pulumi.Tls;
using Pulumi.Tls.Inputs;

// A certificate of one's own making, for a name that is different in every stack.
return await Deployment.RunAsync(() =>
{
    var config = new Config();
    var organization = config.Require("organization");

    var name = new RandomPet("host", new RandomPetArgs { Length = 2 });
    var key = new PrivateKey("host", new PrivateKeyArgs
    {
        Algorithm = "ECDSA",
        EcdsaCurve = "P256",
    });
    var certificate = new SelfSignedCert("host", new SelfSignedCertArgs
    {
        PrivateKeyPem = key.PrivateKeyPem,
        ValidityPeriodHours = 24 * 90,
        EarlyRenewalHours = 24 * 14,
        AllowedUses = { "key_encipherment", "digital_signature", "server_auth" },
        DnsNames = { Output.Format($"{name.Id}.internal") },
        Subject = new SelfSignedCertSubjectArgs
        {
            CommonName = Output.Format($"{name.Id}.internal"),
            Organization = organization,
        },
    });
    var fingerprint = new Command("fingerprint", new CommandArgs
    {
        Create = "openssl x509 -noout -fingerprint -sha256",
        Stdin = certificate.CertPem,
    });

    return new Dictionary<string, object?>
    {
        ["certificate"] = certificate.CertPem,
        ["fingerprint"] = fingerprint.Stdout,
        ["key"] = Output.CreateSecret(key.PrivateKeyPem),
    };
});
