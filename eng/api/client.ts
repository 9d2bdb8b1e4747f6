// What docs/api.md shows of a TypeScript client; a test runs it against a dashboard.
import createClient from "openapi-fetch";
import type { paths } from "./obj/dashboard.js";

declare const process: { env: Record<string, string | undefined> };
declare const console: { log(text: string): void };

const dashboard = createClient<paths>({
  baseUrl: process.env.DASHBOARD_URL,
  headers: { Authorization: `Bearer ${process.env.DASHBOARD_TOKEN}` },
});

// Lists are read page by page.
let cursor: string | undefined;
do {
  const { data, error } = await dashboard.GET("/api/v1/calls", { params: { query: { missed: false, limit: 50, cursor } } });
  if (!data) throw new Error(JSON.stringify(error));
  for (const call of data.items) console.log(`${call.outcome} ${call.startedUtc}, contact ${call.contact?.contactId}`);
  cursor = data.nextCursor ?? undefined;
} while (cursor);

const noted = await dashboard.POST("/api/v1/calls/{cdrId}/notes", { params: { path: { cdrId: 1 } }, body: { text: "From TypeScript." } });
console.log(`note: ${noted.data?.notes.at(-1)?.text}`);

const missing = await dashboard.GET("/api/v1/calls/{cdrId}", { params: { path: { cdrId: 99 } } });
console.log(`${missing.response.status} ${missing.error?.detail}`);
