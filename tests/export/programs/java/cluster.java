package generated_program;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.awsx.ec2.Vpc;
import com.pulumi.awsx.ec2.VpcArgs;
import com.pulumi.core.Output;
import com.pulumi.eks.Cluster;
import com.pulumi.eks.ClusterArgs;
import java.util.List;
import java.util.ArrayList;
import java.util.Map;

public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    public static void stack(Context ctx) {
        final var config = ctx.config();
        final var nodes = config.getInteger("nodes").orElse(2);

        var vpc = new Vpc("cluster", VpcArgs.builder()
            .enableDnsHostnames(true)
            .build());

        var cluster = new Cluster("cluster", ClusterArgs.builder()
            .vpcId(vpc.vpcId())
            .publicSubnetIds(vpc.publicSubnetIds())
            .privateSubnetIds(vpc.privateSubnetIds())
            .instanceType("t3.medium")
            .desiredCapacity(nodes)
            .minSize(1)
            .maxSize(nodes + 2)
            .build());

        ctx.export("kubeconfig", cluster.kubeconfig().asSecret());
        ctx.export("vpcId", vpc.vpcId());
    }
}
