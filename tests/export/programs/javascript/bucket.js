"use strict";
const pulumi = require("@pulumi/pulumi");
const aws = require("@pulumi/aws");

const config = new pulumi.Config();
const days = config.getNumber("expirationDays") || 90;

const logs = new aws.s3.Bucket("logs");
const ownership = new aws.s3.BucketOwnershipControls("logs", {
    bucket: logs.id,
    rule: { objectOwnership: "BucketOwnerPreferred" },
});

new aws.s3.BucketLifecycleConfiguration("logs", {
    bucket: logs.id,
    rules: [{ id: "expire", status: "Enabled", filter: {}, expiration: { days } }],
}, { dependsOn: [ownership] });

exports.bucket = logs.bucket;
exports.console = pulumi.interpolate`https://s3.console.aws.amazon.com/s3/buckets/${logs.bucket}`;
