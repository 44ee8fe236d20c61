package com.acme.site;

import com.pulumi.Context;
import com.pulumi.Pulumi;
import com.pulumi.aws.cloudfront.Distribution;
import com.pulumi.aws.cloudfront.DistributionArgs;
import com.pulumi.aws.cloudfront.OriginAccessControl;
import com.pulumi.aws.cloudfront.OriginAccessControlArgs;
import com.pulumi.aws.cloudfront.inputs.*;
import com.pulumi.aws.s3.Bucket;
import com.pulumi.aws.s3.BucketPolicy;
import com.pulumi.aws.s3.BucketPolicyArgs;
import com.pulumi.core.Output;

import static com.pulumi.codegen.internal.Serialization.*;

/** A static site: a private bucket, read by CloudFront alone. */
public class App {
    public static void main(String[] args) {
        Pulumi.run(App::stack);
    }

    private static void stack(Context ctx) {
        var bucket = new Bucket("site");
        var control = new OriginAccessControl("site", OriginAccessControlArgs.builder()
            .originAccessControlOriginType("s3")
            .signingBehavior("always")
            .signingProtocol("sigv4")
            .build());
        var distribution = new Distribution("site", DistributionArgs.builder()
            .enabled(true)
            .defaultRootObject("index.html")
            .origins(DistributionOriginArgs.builder()
                .originId(bucket.arn())
                .domainName(bucket.bucketRegionalDomainName())
                .originAccessControlId(control.id())
                .build())
            .defaultCacheBehavior(DistributionDefaultCacheBehaviorArgs.builder()
                .targetOriginId(bucket.arn())
                .viewerProtocolPolicy("redirect-to-https")
                .allowedMethods("GET", "HEAD")
                .cachedMethods("GET", "HEAD")
                .forwardedValues(DistributionDefaultCacheBehaviorForwardedValuesArgs.builder()
                    .queryString(false)
                    .cookies(DistributionDefaultCacheBehaviorForwardedValuesCookiesArgs.builder()
                        .forward("none")
                        .build())
                    .build())
                .build())
            .restrictions(DistributionRestrictionsArgs.builder()
                .geoRestriction(DistributionRestrictionsGeoRestrictionArgs.builder()
                    .restrictionType("none")
                    .build())
                .build())
            .viewerCertificate(DistributionViewerCertificateArgs.builder()
                .cloudfrontDefaultCertificate(true)
                .build())
            .build());

        new BucketPolicy("site", BucketPolicyArgs.builder()
            .bucket(bucket.id())
            .policy(Output.tuple(bucket.arn(), distribution.arn()).applyValue(arns -> serializeJson(
                jsonObject(
                    jsonProperty("Version", "2012-10-17"),
                    jsonProperty("Statement", jsonArray(jsonObject(
                        jsonProperty("Effect", "Allow"),
                        jsonProperty("Principal", jsonObject(
                            jsonProperty("Service", "cloudfront.amazonaws.com"))),
                        jsonProperty("Action", "s3:GetObject"),
                        jsonProperty("Resource", String.format("%s/*", arns.t1)),
                        jsonProperty("Condition", jsonObject(
                            jsonProperty("StringEquals", jsonObject(
                                jsonProperty("AWS:SourceArn", arns.t2)))))
                    )))
                ))))
            .build());

        ctx.export("url", Output.format("https://%s", distribution.domainName()));
    }
}
