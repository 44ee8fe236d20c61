const pulumi = require("@pulumi/pulumi");
const awsx = require("@pulumi/awsx");
const aws = require("@pulumi/aws");

module.exports = async () => {
    const { names } = await aws.getAvailabilityZones({ state: "available" });
    const vpc = new awsx.ec2.Vpc("network", {
        cidrBlock: "10.0.0.0/16",
        numberOfAvailabilityZones: Math.min(names.length, 3),
        natGateways: { strategy: "Single" },
    });
    const group = new aws.ec2.SecurityGroup("web", {
        vpcId: vpc.vpcId,
        ingress: [80, 443].map(port => ({
            protocol: "tcp", fromPort: port, toPort: port, cidrBlocks: ["0.0.0.0/0"],
        })),
        egress: [{ protocol: "-1", fromPort: 0, toPort: 0, cidrBlocks: ["0.0.0.0/0"] }],
    });
    return { vpcId: vpc.vpcId, group: group.id, zones: pulumi.output(names) };
};
