using System.Text.Json;
using ModelContextProtocol;
using ModelContextProtocol.Protocol;
using ModelContextProtocol.Server;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.ReadModels.Paging;

namespace Superfone.Dashboard.Api.Mcp;

/// <summary>Tells an assistant what is wrong with its question, so that it can ask again.</summary>
internal static class ToolErrors
{
    /// <summary>Replaces the errors of a question by their sentences. Errors of the application stay as they are, and are logged.</summary>
    public static McpRequestHandler<CallToolRequestParams, CallToolResult> ReturnAsResults(McpRequestHandler<CallToolRequestParams, CallToolResult> next) => async (request, cancellation) =>
    {
        try
        {
            return await next(request, cancellation);
        }
        catch (Exception error) when (SentenceOf(error) is { } sentence)
        {
            return new CallToolResult { IsError = true, Content = [new TextContentBlock { Text = sentence }] };
        }
    };

    private static string? SentenceOf(Exception error) => error switch
    {
        PermissionDeniedException => "The role of your token does not permit this.",
        CursorFormatException => error.Message,
        McpProtocolException => null,
        McpException => error.Message,

        // The arguments do not have the types that the tool declares.
        JsonException or ArgumentException => $"An argument is missing or has a wrong type: {error.Message}",
        _ => null,
    };
}
