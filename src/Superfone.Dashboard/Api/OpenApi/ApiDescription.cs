using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Superfone.Dashboard.Api.OpenApi;

/// <summary>Adds the title, the description, the authentication schemes and what the tags mean to the OpenAPI document.</summary>
internal sealed class ApiDescription : IOpenApiDocumentTransformer
{
    private const string Token = "token";
    private const string Cookie = "cookie";

    private static readonly SortedDictionary<string, string> Tags = new(StringComparer.Ordinal)
    {
        ["Audit"] = "What people and programs did.",
        ["Calls"] = "Calls with their recordings, summaries, transcripts, notes and tags.",
        ["Contacts"] = "Contacts and their timelines.",
        ["Deliveries"] = "The log of everything that Superfone posted, as received.",
        ["Destinations"] = "Other systems to which events are passed on.",
        ["Export"] = "Everything at once, to keep or to load into another system, and lists as tables.",
        ["Follow-ups"] = "Missed callers who wait for a call back, and the work on them.",
        ["Numbers"] = "Marks of numbers that are not those of customers.",
        ["Privacy"] = "What is known of a person, and its erasure.",
        ["Projection"] = "How far what is read here has caught up with the log.",
        ["Staff"] = "The directory of the people of the business.",
        ["Stats"] = "Figures of calls.",
        ["Summaries"] = "AI summaries whose call is not known, and their links to calls.",
        ["Tasks"] = "Tasks about contacts.",
        ["Tokens"] = "API tokens.",
        ["Users"] = "People who sign in.",
    };

    /// <inheritdoc/>
    public Task TransformAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellationToken)
    {
        document.Info = new OpenApiInfo
        {
            Title = "Superfone Dashboard",
            Version = "v1",
            Summary = "What happened on a business's cloud phone, and the work that follows from it.",
            Description = "Calls, contacts, tasks, follow-ups and summaries as Superfone's webhooks reported them. Times are UTC, ISO 8601; "
                + "lists are read page by page with `limit` and `cursor`; errors are problem+json. Changes as they happen: SignalR hub `/hubs/live`. "
                + "An assistant can ask over the Model Context Protocol at `/mcp`.",
            License = new OpenApiLicense { Name = "MIT", Identifier = "MIT" },
        };

        // The address depends on who asks; this one is relative to that of the document.
        document.Servers = [new OpenApiServer { Url = "/", Description = "The dashboard that serves this document." }];
        document.Tags = new HashSet<OpenApiTag>(Tags.Select(tag => new OpenApiTag { Name = tag.Key, Description = tag.Value }));
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Token] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http,
                Scheme = "bearer",
                Description = "An API token, made in Settings or configured as Superfone:Api:Tokens. It has a role: Viewer reads; Agent also works follow-ups, "
                    + "notes and tags; Manager also links, replays and exports; Owner may do all.",
            },
            [Cookie] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = "superfone",
                Description = "The cookie of somebody who has signed in. Changes also need the header `X-Requested-With: superfone`.",
            },
        };
        document.Security =
        [
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Token, document)] = [] },
            new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Cookie, document)] = [] },
        ];
        return Task.CompletedTask;
    }
}
