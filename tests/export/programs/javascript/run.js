import * as pulumi from "@pulumi/pulumi";
import * as gcp from "@pulumi/gcp";

const config = new pulumi.Config("gcp");
const location = config.get("region") ?? "us-central1";
const image = new pulumi.Config().get("image") ?? "us-docker.pkg.dev/cloudrun/container/hello";

const service = new gcp.cloudrunv2.Service("hello", {
    location,
    ingress: "INGRESS_TRAFFIC_ALL",
    deletionProtection: false,
    template: {
        containers: [{ image, resources: { limits: { cpu: "1", memory: "512Mi" } } }],
        scaling: { minInstanceCount: 0, maxInstanceCount: 3 },
    },
});

new gcp.cloudrunv2.ServiceIamMember("public", {
    name: service.name,
    location,
    role: "roles/run.invoker",
    member: "allUsers",
});

export const url = service.uri;
export const revision = service.latestReadyRevision.apply(name => name.split(/\//g).pop());
