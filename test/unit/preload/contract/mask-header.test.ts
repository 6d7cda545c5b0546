import { expect, it } from "vitest";
import { maskHeader } from "../../../../preload/contract/mask-header.ts";

it.each([
  ["authorization", "Bearer head.claims.signature", "Bearer head.claims.***"],
  ["authorization", "head.claims.signature", "head.claims.***"],
  ["Authorization", "Basic c2VjcmV0", "Basic ***"],
  ["authorization", "Basic not.in.base64", "Basic ***"],
  ["authorization", "Bearer a.b.c.d", "Bearer ***"],
  ["authorization", 'Digest username="a.b.c", response="d"', "Digest ***"],
  ["authorization", "secret", "***"],
  ["proxy-authorization", "Bearer opaque", "Bearer ***"],
  ["x-forwarded-authorization", "Bearer head.claims.signature", "Bearer head.claims.***"],
  ["X-Serverless-Authorization", "Basic c2VjcmV0", "Basic ***"],
  ["x-authorization-note", "none given", "none given"],
  ["content-type", "application/vnd.api.v1+json", "application/vnd.api.v1+json"],
])("shows of %s: %s no more than %s", (name, value, shown) => {
  expect(maskHeader(name, value)).toBe(shown);
  expect(maskHeader(name, shown)).toBe(shown);
});
