"use strict";
const eks = require("@pulumi/eks");
const k8s = require("@pulumi/kubernetes");
const pulumi = require("@pulumi/pulumi");

/* A small cluster; comments such as require("left-pad") are no code. */
const cluster = new eks.Cluster("apps", {
    instanceType: "t3.medium",
    desiredCapacity: 2,
    minSize: 1,
    maxSize: 3,
});

const provider = new k8s.Provider("apps", { kubeconfig: cluster.kubeconfigJson });

const namespace = new k8s.core.v1.Namespace("apps", {}, { provider });

const settings = new k8s.core.v1.ConfigMap("settings", {
    metadata: { namespace: namespace.metadata.name },
    data: { "app.conf": `listen = 8080\nname = ${"apps"}\n` },
}, { provider });

exports.kubeconfig = pulumi.secret(cluster.kubeconfigJson);
exports.settings = settings.metadata.name;
