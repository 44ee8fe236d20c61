import * as pulumi from "@pulumi/pulumi";
import * as aws from "@pulumi/aws";
import * as fs from "fs";
import * as path from "node:path";

/** Reads a handler beside the program, if there is one: not `import x from "nothing"`. */
function handler(name: string): string {
    const file = path.join(__dirname, `${name}.js`);
    return fs.existsSync(file) ? fs.readFileSync(file, "utf8") : "exports.handler = async () => ({ statusCode: 200 });";
}

const bucket = new aws.s3.Bucket("uploads", { forceDestroy: true });

const role = new aws.iam.Role("uploads", {
    assumeRolePolicy: aws.iam.assumeRolePolicyForPrincipal({ Service: "lambda.amazonaws.com" }),
});

new aws.iam.RolePolicyAttachment("logs", {
    role: role.name,
    policyArn: aws.iam.ManagedPolicy.AWSLambdaBasicExecutionRole,
});

const policy: aws.iam.PolicyDocument = {
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: ["s3:GetObject"], Resource: pulumi.interpolate`${bucket.arn}/*` }],
};

new aws.iam.RolePolicy("read", { role: role.id, policy: pulumi.jsonStringify(policy) });

const resize = new aws.lambda.Function("resize", {
    runtime: aws.lambda.Runtime.NodeJS20dX,
    handler: "index.handler",
    role: role.arn,
    code: new pulumi.asset.AssetArchive({ "index.js": new pulumi.asset.StringAsset(handler("resize")) }),
    timeout: 30,
});

const permission = new aws.lambda.Permission("invoke", {
    action: "lambda:InvokeFunction",
    function: resize.name,
    principal: "s3.amazonaws.com",
    sourceArn: bucket.arn,
});

new aws.s3.BucketNotification("created", {
    bucket: bucket.id,
    lambdaFunctions: [{ lambdaFunctionArn: resize.arn, events: ["s3:ObjectCreated:*"], filterSuffix: ".jpg" }],
}, { dependsOn: [permission] });

export const bucketName: pulumi.Output<string> = bucket.bucket;
export const functionName = resize.name;
