import * as pulumi from "@pulumi/pulumi";
import * as random from "@pulumi/random";
import * as tls from "@pulumi/tls";
import { local } from "@pulumi/command";

const environments = ["dev", "staging", "production"] as const;
type Environment = (typeof environments)[number];

const suffix = new random.RandomId("suffix", { byteLength: 4 });

const passwords = Object.fromEntries(
    environments.map(name => [name, new random.RandomPassword(name, {
        length: name === "production" ? 32 : 20,
        special: true,
        overrideSpecial: "!#$%&*()-_=+[]{}<>:?'\"`",
    })]),
) as Record<Environment, random.RandomPassword>;

const key = new tls.PrivateKey("authority", { algorithm: "ECDSA", ecdsaCurve: "P384" });

const certificate = new tls.SelfSignedCert("authority", {
    privateKeyPem: key.privateKeyPem,
    isCaCertificate: true,
    validityPeriodHours: 24 * 365,
    earlyRenewalHours: 24 * 30,
    allowedUses: ["cert_signing", "crl_signing", "digital_signature"],
    subject: { commonName: pulumi.interpolate`authority-${suffix.hex}`, organization: "Acme" },
});

const fingerprint = new local.Command("fingerprint", {
    create: "openssl x509 -noout -fingerprint -sha256",
    stdin: certificate.certPem,
    triggers: [certificate.certPem],
});

export const authority = certificate.certPem;
export const sha256 = fingerprint.stdout.apply(line => line.split(/=/)[1]?.trim() ?? "");
export const secrets = pulumi.secret(
    pulumi.all(environments.map(name => passwords[name].result)).apply(all => all.map(secret => secret.length)),
);
