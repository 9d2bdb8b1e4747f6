using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.ReadModels.Numbers;

namespace Superfone.Dashboard.Calling;

/// <summary>
/// Makes calls through Superfone: it tells the app on a person's phone to call a number from the business's. That the app was told does not mean that
/// it rings: what became of the call is known once its event arrives; see <see cref="DialedCalls"/>. Each method fails with a
/// <see cref="PermissionDeniedException"/> for somebody who may not work follow-ups.
/// </summary>
public sealed class Dialer(
    ClickToCallClient client, CallRateLimiter limiter, DialedCalls dialed, DialClaims claims, NumberQueries numbers, PhoneBook phones, AuditLog audit, IOptionsMonitor<ClickToCallOptions> options,
    IOptionsMonitor<LimitOptions> limits, TimeProvider time, ILogger<Dialer> logger)
{
    // A second tap within this time is the same request.
    private static readonly TimeSpan RepeatWindow = TimeSpan.FromSeconds(10);

    /// <summary>Whether calls of a person are made through Superfone; otherwise the telephone of their device makes them.</summary>
    public bool IsOnFor(Actor actor) =>
        options.CurrentValue.ApiKey is not null && actor is { UserId: not null, StaffKey: not null } && actor.May(Permission.WorkFollowUps);

    /// <summary>Asks for a call with a number that the person need not see; otherwise like <see cref="StartAsync(string, Actor, CancellationToken)"/>.</summary>
    /// <param name="reference">Names the number; one that the person may not see cannot be called.</param>
    /// <param name="by">Who calls.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task<DialedCall> StartAsync(PhoneReference reference, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.WorkFollowUps);
        return await StartAsync(await numbers.FindKeyAsync(by.Visibility, reference, cancellation) ?? "", by, cancellation);
    }

    /// <summary>Asks for a call, and claims the follow-up of the number. What became of it is in <see cref="DialedCalls"/>.</summary>
    /// <param name="phone">The number in any written form.</param>
    /// <param name="by">Who calls.</param>
    /// <param name="cancellation">Stops the wait.</param>
    /// <returns>The call: the one before if it is the same request, or if Superfone has not answered about it yet.</returns>
    public async Task<DialedCall> StartAsync(string phone, Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.WorkFollowUps);
        var userId = by.UserId ?? by.Name;
        var asked = new DialedCall { Phone = phones.KeyOf(phone) ?? phone, StaffPhone = by.StaffKey, AtUtc = time.GetUtcNow().UtcDateTime, State = DialState.Asking };
        for (var before = dialed.Find(userId); ; before = dialed.Find(userId))
        {
            if (before is not null && IsSame(before, asked))
                return before;
            asked = asked with { EarlierCdrId = before?.Phone == asked.Phone ? before.Call?.CdrId ?? before.EarlierCdrId : null };
            if (dialed.TryReplace(userId, before, asked))
                break;
        }

        var (problem, detail) = await TryAsync(asked, by, cancellation);

        // Its event may have come before the answer.
        dialed.Update(userId, now => now.AtUtc != asked.AtUtc || now.Phone != asked.Phone || now.State != DialState.Asking ? now : now with
        {
            State = problem is null || IsUncertain(problem.Value) ? DialState.Told : DialState.Refused,
            Problem = problem,
            Detail = detail,
        });
        return dialed.Find(userId) ?? asked;
    }

    /// <summary>Asks to end the call for which a person asked last.</summary>
    /// <param name="by">Who calls.</param>
    /// <param name="cancellation">Stops the wait.</param>
    public async Task EndAsync(Actor by, CancellationToken cancellation = default)
    {
        by.Require(Permission.WorkFollowUps);
        var userId = by.UserId ?? by.Name;
        if (dialed.Find(userId) is not { State: DialState.Told, StaffPhone: { } staffPhone } before || !dialed.TryReplace(userId, before, before with { State = DialState.Ending, Problem = null }))
            return;
        var (problem, detail) = await SafelyAsync(async () =>
        {
            await audit.WriteAsync(by, AuditAction.Call, $"{NumberMask.Of(before.Phone)} ended");
            return await client.SendAsync(before.Phone, staffPhone, DialAction.End, cancellation);
        });
        if (problem is not null)
            dialed.Update(userId, now => now.State == DialState.Ending ? now with { State = DialState.Told, Problem = problem, Detail = detail } : now);
    }

    /// <summary>Forgets the call for which a person asked last.</summary>
    /// <param name="by">Who has seen what became of it.</param>
    public void Dismiss(Actor by)
    {
        by.Require(Permission.WorkFollowUps);
        var userId = by.UserId ?? by.Name;
        if (dialed.Find(userId) is { State: not DialState.Asking } seen)
            dialed.TryReplace(userId, seen, null);
    }

    private static bool IsSame(DialedCall before, DialedCall asked) => before.State == DialState.Asking
        || (before.Phone == asked.Phone && before.State is DialState.Told or DialState.Ending && asked.AtUtc - before.AtUtc < RepeatWindow);

    // The app may have been told all the same.
    private static bool IsUncertain(DialProblem problem) => problem is DialProblem.NotReachable or DialProblem.UnknownReply;

    private Task<(DialProblem?, string?)> TryAsync(DialedCall asked, Actor by, CancellationToken cancellation) => SafelyAsync(async () =>
    {
        if (options.CurrentValue.ApiKey is null)
            return (DialProblem.NotSetUp, null);
        if (asked.StaffPhone is not { } staffPhone)
            return (DialProblem.NoStaffPhone, null);
        if (!PhoneBook.IsNumber(asked.Phone))
            return (DialProblem.NotCallable, null);
        if (!limiter.TryAcquire(by.UserId ?? by.Name, limits.CurrentValue.CallsPerMinute))
            return (DialProblem.TooOften, null);

        // Claimed before it rings, so that of two colleagues one calls.
        var claim = await claims.ClaimAsync(asked.Phone, by, cancellation);
        if (claim.Colleague is { } colleague)
            return (DialProblem.ColleagueIsCalling, colleague);
        await audit.WriteAsync(by, AuditAction.Call, NumberMask.Of(asked.Phone));
        var sent = await client.SendAsync(asked.Phone, staffPhone, DialAction.Start, cancellation);
        if (sent.Problem is { } problem && !IsUncertain(problem) && claim.FollowUpId is { } id)
            await claims.ReleaseAsync(id, by, cancellation);
        return sent;
    });

    private async Task<(DialProblem?, string?)> SafelyAsync(Func<Task<(DialProblem?, string?)>> ask)
    {
        try
        {
            return await ask();
        }
        catch (Exception error)
        {
            logger.LogError(error, "A call could not be asked for");
            return (DialProblem.Failed, null);
        }
    }
}
