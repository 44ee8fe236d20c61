import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";

// A static site: a private bucket, read by CloudFront alone.
const config = new pulumi.Config();
const indexDocument = config.get("indexDocument") ?? "index.html";
const tags = { project: pulumi.getProject(), stack: pulumi.getStack() };

const bucket = new aws.s3.Bucket("site", { tags });

const access = new aws.s3.BucketPublicAccessBlock("site", {
    bucket: bucket.id,
    blockPublicAcls: true,
    blockPublicPolicy: true,
    ignorePublicAcls: true,
    restrictPublicBuckets: true,
});

const control = new aws.cloudfront.OriginAccessControl("site", {
    originAccessControlOriginType: "s3",
    signingBehavior: "always",
    signingProtocol: "sigv4",
});

const distribution = new aws.cloudfront.Distribution("site", {
    enabled: true,
    defaultRootObject: indexDocument,
    origins: [{
        originId: bucket.arn,
        domainName: bucket.bucketRegionalDomainName,
        originAccessControlId: control.id,
    }],
    defaultCacheBehavior: {
        targetOriginId: bucket.arn,
        viewerProtocolPolicy: "redirect-to-https",
        allowedMethods: ["GET", "HEAD", "OPTIONS"],
        cachedMethods: ["GET", "HEAD"],
        forwardedValues: { queryString: false, cookies: { forward: "none" } },
        minTtl: 0,
        defaultTtl: 600,
        maxTtl: 600,
    },
    restrictions: { geoRestriction: { restrictionType: "none" } },
    viewerCertificate: { cloudfrontDefaultCertificate: true },
    tags,
});

new aws.s3.BucketPolicy("site", {
    bucket: bucket.id,
    policy: pulumi.all([bucket.arn, distribution.arn]).apply(([bucketArn, distributionArn]) => JSON.stringify({
        Version: "2012-10-17",
        Statement: [{
            Effect: "Allow",
            Principal: { Service: "cloudfront.amazonaws.com" },
            Action: "s3:GetObject",
            Resource: `${bucketArn}/*`,
            Condition: { StringEquals: { "AWS:SourceArn": distributionArn } },
        }],
    })),
}, { dependsOn: [access] });

export const bucketName = bucket.bucket;
export const url = pulumi.interpolate`https://${distribution.domainName}`;
