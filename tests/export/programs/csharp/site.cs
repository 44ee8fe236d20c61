using System.Collections.Generic;
using System.Text.Json;
using Pulumi;
using Aws = Pulumi.Aws;

// A static site: a private bucket, read by CloudFront alone.
return await Deployment.RunAsync(() =>
{
    var config = new Config();
    var index = config.Get("indexDocument") ?? "index.html";

    var bucket = new Aws.S3.Bucket("site");
    var access = new Aws.S3.BucketPublicAccessBlock("site", new()
    {
        Bucket = bucket.Id,
        BlockPublicAcls = true,
        BlockPublicPolicy = true,
        IgnorePublicAcls = true,
        RestrictPublicBuckets = true,
    });
    var control = new Aws.CloudFront.OriginAccessControl("site", new()
    {
        OriginAccessControlOriginType = "s3",
        SigningBehavior = "always",
        SigningProtocol = "sigv4",
    });
    var distribution = new Aws.CloudFront.Distribution("site", new()
    {
        Enabled = true,
        DefaultRootObject = index,
        Origins = new[]
        {
            new Aws.CloudFront.Inputs.DistributionOriginArgs
            {
                OriginId = bucket.Arn,
                DomainName = bucket.BucketRegionalDomainName,
                OriginAccessControlId = control.Id,
            },
        },
        DefaultCacheBehavior = new Aws.CloudFront.Inputs.DistributionDefaultCacheBehaviorArgs
        {
            TargetOriginId = bucket.Arn,
            ViewerProtocolPolicy = "redirect-to-https",
            AllowedMethods = { "GET", "HEAD" },
            CachedMethods = { "GET", "HEAD" },
            ForwardedValues = new Aws.CloudFront.Inputs.DistributionDefaultCacheBehaviorForwardedValuesArgs
            {
                QueryString = false,
                Cookies = new Aws.CloudFront.Inputs.DistributionDefaultCacheBehaviorForwardedValuesCookiesArgs
                {
                    Forward = "none",
                },
            },
        },
        Restrictions = new Aws.CloudFront.Inputs.DistributionRestrictionsArgs
        {
            GeoRestriction = new Aws.CloudFront.Inputs.DistributionRestrictionsGeoRestrictionArgs
            {
                RestrictionType = "none",
            },
        },
        ViewerCertificate = new Aws.CloudFront.Inputs.DistributionViewerCertificateArgs
        {
            CloudfrontDefaultCertificate = true,
        },
    });
    var policy = new Aws.S3.BucketPolicy("site", new()
    {
        Bucket = bucket.Id,
        Policy = Output.Tuple(bucket.Arn, distribution.Arn).Apply(arns => JsonSerializer.Serialize(new
        {
            Version = "2012-10-17",
            Statement = new[]
            {
                new
                {
                    Effect = "Allow",
                    Principal = new { Service = "cloudfront.amazonaws.com" },
                    Action = "s3:GetObject",
                    Resource = $"{arns.Item1}/*",
                    Condition = new { StringEquals = new Dictionary<string, string> { ["AWS:SourceArn"] = arns.Item2 } },
                },
            },
        })),
    }, new CustomResourceOptions { DependsOn = { access } });

    return new Dictionary<string, object?>
    {
        ["url"] = Output.Format($"https://{distribution.DomainName}"),
    };
});
