using System.ComponentModel;
using ModelContextProtocol;
using ModelContextProtocol.Server;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Domain.Calls;
using Superfone.Dashboard.ReadModels.Calls;
using Superfone.Dashboard.ReadModels.Paging;
using Superfone.Events;

namespace Superfone.Dashboard.Api.Mcp;

/// <summary>Tools about calls.</summary>
internal sealed class CallTools(CallQueries calls, ReadLog reads, ToolCaller caller)
{
    /// <summary>The maximum number of turns of a transcript in one answer.</summary>
    private const int MostTurns = 200;

    [McpServerTool(Name = "search_calls", Title = "Search calls", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("Searches calls, newest first, by any combination of conditions. Each call has its cdrId, the caller, the agent, the outcome and the beginning of its summary; get_call has the rest.")]
    public async Task<Page<CallBrief>> SearchAsync(
        [Description("Words, parts of names or numbers, to find in names, numbers, business, summary, insights and transcript.")] string? words = null,
        [Description($"Calls that started at this instant or later ({ToolArguments.InstantForm}).")] string? from = null,
        [Description("Calls that started before this instant.")] string? to = null,
        [Description("inbound: the customer called. outbound: the business called.")] CallDirection? direction = null,
        [Description("What came of it.")] Outcome? outcome = null,
        [Description("Whether a customer called and nobody talked to them.")] bool? missed = null,
        [Description("The customer's number, in any written form.")] string? phone = null,
        [Description("The agent's number, in any written form.")] string? staffPhone = null,
        [Description("The Superfone number of the business that the call went through, in any written form.")] string? account = null,
        [Description("The contact that the calls belong to.")] long? contactId = null,
        [Description("Title of a label of the contact.")] string? label = null,
        [Description("A tag that the team gave the call.")] string? tag = null,
        [Description("Whether the call has an AI summary, and with it a transcript.")] bool? hasSummary = null,
        [Description(ToolArguments.LimitMeaning)] int limit = ToolArguments.DefaultItems,
        [Description(ToolArguments.CursorMeaning)] string? cursor = null,
        CancellationToken cancellation = default)
    {
        var actor = caller.Require(Permission.Read);
        var filter = new CallFilter
        {
            Q = ToolArguments.Words(words),
            From = ToolArguments.Instant(from),
            To = ToolArguments.Instant(to),
            Direction = direction,
            Outcome = outcome,
            Missed = missed,
            Phone = ToolArguments.Text(phone),
            StaffPhone = ToolArguments.Text(staffPhone),
            Account = ToolArguments.Text(account),
            ContactId = contactId,
            Label = ToolArguments.Text(label),
            Tag = ToolArguments.Text(tag),
            HasSummary = hasSummary,
        };
        var page = await calls.ListAsync(actor.Visibility, filter, ToolArguments.Text(cursor), ToolArguments.Limit(limit), cancellation);
        return new Page<CallBrief>([.. page.Items.Select(CallBrief.Of)], page.NextCursor);
    }

    [McpServerTool(Name = "get_call", Title = "Read a call", ReadOnly = true, Idempotent = true, Destructive = false, OpenWorld = false)]
    [Description("One call in full: who, when, outcome, summary, insights, notes and the transcript. A long transcript comes in parts of 200 turns: pass nextTurn as firstTurn.")]
    public async Task<CallAnswer> GetAsync(
        [Description("The call.")] long cdrId,
        [Description("The number of the first turn of the transcript to return, from 0.")] int firstTurn = 0,
        CancellationToken cancellation = default)
    {
        var actor = caller.Require(Permission.Read);
        if (await calls.FindAsync(actor.Visibility, cdrId, cancellation) is not { } call)
            throw new McpException($"No call has the id {cdrId}.");
        await reads.CallAsync(actor, cdrId);
        var turns = call.Transcript.Skip(firstTurn).Take(MostTurns).ToList();
        var end = Math.Max(0, firstTurn) + turns.Count;
        return new CallAnswer(call with { Transcript = turns }, call.Transcript.Count, end < call.Transcript.Count && turns.Count > 0 ? end : null);
    }
}

/// <summary>A call with a part of its transcript.</summary>
/// <param name="Call">The call.</param>
/// <param name="TurnCount">The number of turns of the whole transcript.</param>
/// <param name="NextTurn">The first turn that is not part of this answer; <see langword="null"/> if there is none.</param>
internal sealed record CallAnswer(CallDetail Call, int TurnCount, int? NextTurn);
