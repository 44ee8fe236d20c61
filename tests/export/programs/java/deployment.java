package com.acme.web;

import com.pulumi.Pulumi;
import com.pulumi.kubernetes.apps.v1.Deployment;
import com.pulumi.kubernetes.apps.v1.DeploymentArgs;
import com.pulumi.kubernetes.apps.v1.inputs.DeploymentSpecArgs;
import com.pulumi.kubernetes.core.v1.inputs.ContainerArgs;
import com.pulumi.kubernetes.core.v1.inputs.ContainerPortArgs;
import com.pulumi.kubernetes.core.v1.inputs.PodSpecArgs;
import com.pulumi.kubernetes.core.v1.inputs.PodTemplateSpecArgs;
import com.pulumi.kubernetes.core.v1.inputs.ServicePortArgs;
import com.pulumi.kubernetes.core.v1.inputs.ServiceSpecArgs;
import com.pulumi.kubernetes.meta.v1.inputs.LabelSelectorArgs;
import com.pulumi.kubernetes.meta.v1.inputs.ObjectMetaArgs;
import java.util.Map;

final class Labels {
    static final Map<String, String> WEB = Map.of("app", "web");

    private Labels() {}
}

public class Web {
    public static void main(String[] args) {
        Pulumi.run(ctx -> {
            var deployment = new Deployment("web", DeploymentArgs.builder()
                .spec(DeploymentSpecArgs.builder()
                    .replicas(2)
                    .selector(LabelSelectorArgs.builder().matchLabels(Labels.WEB).build())
                    .template(PodTemplateSpecArgs.builder()
                        .metadata(ObjectMetaArgs.builder().labels(Labels.WEB).build())
                        .spec(PodSpecArgs.builder()
                            .containers(ContainerArgs.builder()
                                .name("web")
                                .image("nginx:1.27")
                                .ports(ContainerPortArgs.builder().containerPort(80).build())
                                .build())
                            .build())
                        .build())
                    .build())
                .build());

            var service = new com.pulumi.kubernetes.core.v1.Service("web",
                com.pulumi.kubernetes.core.v1.ServiceArgs.builder()
                    .spec(ServiceSpecArgs.builder()
                        .type("LoadBalancer")
                        .selector(Labels.WEB)
                        .ports(ServicePortArgs.builder().port(80).build())
                        .build())
                    .build());

            ctx.export("deployment", deployment.metadata().applyValue(metadata -> metadata.name()));
            ctx.export("service", service.metadata().applyValue(metadata -> metadata.name()));
        });
    }
}
