import { Config, interpolate } from "@pulumi/pulumi";
import * as cloudflare from "@pulumi/cloudflare";

const config = new Config();
const zoneId = config.require("zoneId");
const records = [
    { name: "www", type: "CNAME", content: "acme.example" },
    { name: "mail", type: "A", content: "192.0.2.10" },
    { name: "mail", type: "AAAA", content: "2001:db8::10" },
];

const made = records.map(({ name, type, content }) => new cloudflare.DnsRecord(`${name}-${type.toLowerCase()}`, {
    zoneId,
    name,
    type,
    content,
    ttl: 1,
    proxied: type === "CNAME",
}));

export const ids = made.map(record => record.id);
export const summary = interpolate`${made.length} records in ${zoneId}`;
