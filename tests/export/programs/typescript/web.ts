import * as pulumi from "@pulumi/pulumi";
import * as k8s from "@pulumi/kubernetes";
import type { input } from "@pulumi/kubernetes/types";

interface WebArgs {
    image: pulumi.Input<string>;
    replicas?: number;
    port?: number;
}

class Web extends pulumi.ComponentResource {
    public readonly address: pulumi.Output<string>;

    constructor(name: string, args: WebArgs, options?: pulumi.ComponentResourceOptions) {
        super("acme:web:Web", name, {}, options);
        const labels = { app: name };
        const port = args.port ?? 80;
        const container: input.core.v1.Container = {
            name,
            image: args.image,
            ports: [{ containerPort: port }],
            resources: { requests: { cpu: "100m", memory: "64Mi" }, limits: { memory: "128Mi" } },
            readinessProbe: { httpGet: { path: "/", port } },
        };
        new k8s.apps.v1.Deployment(name, {
            spec: {
                selector: { matchLabels: labels },
                replicas: args.replicas ?? 2,
                template: { metadata: { labels }, spec: { containers: [container] } },
            },
        }, { parent: this });
        const service = new k8s.core.v1.Service(name, {
            metadata: { labels },
            spec: { type: "LoadBalancer", ports: [{ port, targetPort: port }], selector: labels },
        }, { parent: this });
        this.address = service.status.apply(status => {
            const ingress = status?.loadBalancer?.ingress?.[0];
            return ingress?.ip ?? ingress?.hostname ?? "pending";
        });
        this.registerOutputs({ address: this.address });
    }
}

const config = new pulumi.Config("web");
const web = new Web("nginx", { image: config.get("image") ?? "nginx:1.27", replicas: config.getNumber("replicas") });

export const address = web.address;
