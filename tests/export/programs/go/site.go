package main

import (
	"encoding/json"

	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/cloudfront"
	"github.com/pulumi/pulumi-aws/sdk/v7/go/aws/s3"
	"github.com/pulumi/pulumi/sdk/v3/go/pulumi"
)

// A static site: a private bucket, read by CloudFront alone.
func main() {
	pulumi.Run(func(ctx *pulumi.Context) error {
		bucket, err := s3.NewBucket(ctx, "site", nil)
		if err != nil {
			return err
		}
		access, err := s3.NewBucketPublicAccessBlock(ctx, "site", &s3.BucketPublicAccessBlockArgs{
			Bucket:                bucket.ID(),
			BlockPublicAcls:       pulumi.Bool(true),
			BlockPublicPolicy:     pulumi.Bool(true),
			IgnorePublicAcls:      pulumi.Bool(true),
			RestrictPublicBuckets: pulumi.Bool(true),
		})
		if err != nil {
			return err
		}
		control, err := cloudfront.NewOriginAccessControl(ctx, "site", &cloudfront.OriginAccessControlArgs{
			OriginAccessControlOriginType: pulumi.String("s3"),
			SigningBehavior:               pulumi.String("always"),
			SigningProtocol:               pulumi.String("sigv4"),
		})
		if err != nil {
			return err
		}
		distribution, err := cloudfront.NewDistribution(ctx, "site", &cloudfront.DistributionArgs{
			Enabled:           pulumi.Bool(true),
			DefaultRootObject: pulumi.String("index.html"),
			Origins: cloudfront.DistributionOriginArray{
				&cloudfront.DistributionOriginArgs{
					OriginId:              bucket.Arn,
					DomainName:            bucket.BucketRegionalDomainName,
					OriginAccessControlId: control.ID(),
				},
			},
			DefaultCacheBehavior: &cloudfront.DistributionDefaultCacheBehaviorArgs{
				TargetOriginId:       bucket.Arn,
				ViewerProtocolPolicy: pulumi.String("redirect-to-https"),
				AllowedMethods:       pulumi.ToStringArray([]string{"GET", "HEAD"}),
				CachedMethods:        pulumi.ToStringArray([]string{"GET", "HEAD"}),
				ForwardedValues: &cloudfront.DistributionDefaultCacheBehaviorForwardedValuesArgs{
					QueryString: pulumi.Bool(false),
					Cookies: &cloudfront.DistributionDefaultCacheBehaviorForwardedValuesCookiesArgs{
						Forward: pulumi.String("none"),
					},
				},
			},
			Restrictions: &cloudfront.DistributionRestrictionsArgs{
				GeoRestriction: &cloudfront.DistributionRestrictionsGeoRestrictionArgs{
					RestrictionType: pulumi.String("none"),
				},
			},
			ViewerCertificate: &cloudfront.DistributionViewerCertificateArgs{
				CloudfrontDefaultCertificate: pulumi.Bool(true),
			},
		})
		if err != nil {
			return err
		}
		policy := pulumi.All(bucket.Arn, distribution.Arn).ApplyT(func(arns []interface{}) (string, error) {
			document, err := json.Marshal(map[string]interface{}{
				"Version": "2012-10-17",
				"Statement": []map[string]interface{}{{
					"Effect":    "Allow",
					"Principal": map[string]string{"Service": "cloudfront.amazonaws.com"},
					"Action":    "s3:GetObject",
					"Resource":  arns[0].(string) + "/*",
					"Condition": map[string]interface{}{
						"StringEquals": map[string]interface{}{"AWS:SourceArn": arns[1]},
					},
				}},
			})
			return string(document), err
		}).(pulumi.StringOutput)
		_, err = s3.NewBucketPolicy(ctx, "site", &s3.BucketPolicyArgs{
			Bucket: bucket.ID(),
			Policy: policy,
		}, pulumi.DependsOn([]pulumi.Resource{access}))
		if err != nil {
			return err
		}
		ctx.Export("url", pulumi.Sprintf("https://%s", distribution.DomainName))
		return nil
	})
}
