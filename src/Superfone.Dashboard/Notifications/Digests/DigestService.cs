using System.Globalization;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Access.Users;
using Superfone.Dashboard.Configuration.Logs;
using Superfone.Dashboard.Configuration.Mail;
using Superfone.Dashboard.Domain;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Localization.Cultures;
using Superfone.Dashboard.Notifications.Mail;
using Superfone.Dashboard.Storage.Nodes;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Mail;
using Superfone.Dashboard.Storage.ReadModel;

namespace Superfone.Dashboard.Notifications.Digests;

/// <summary>
/// Mails digests when they are due: each once, whatever happens to the process, and late if it was off. Which are due is stored before they are
/// sent, and each attempt before it begins.
/// </summary>
internal sealed class DigestService(
    DigestSchedule schedule, DigestTable table, DigestWriter digests, MailClient mail, ILeases leases, Unsubscription unsubscription, UserActors actors, UserLanguages userLanguages, Languages languages, PublicAddress address, PrimaryWriter writer,
    ProjectionProgress projection, DigestSignal signal, IOptionsMonitor<MailOptions> options, IOptionsMonitor<DigestOptions> times, TimeProvider time, ILogger<DigestService> logger)
    : BackgroundService
{
    // The clock may be set, and settings may be made in another process.
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ProjectionWait = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan[] Waits = [.. new[] { 1, 2, 5, 15, 30, 60 }.Select(minutes => TimeSpan.FromMinutes(minutes))];

    private const int RememberedDays = 60;

    private readonly RepeatedError _failure = new();

    // The digests that are due and stored for everybody who gets them.
    private readonly HashSet<DueDigest> _added = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        languages.Default.Culture.MakeCurrent();
        using var server = options.OnChange((_, _) => signal.Notify());
        using var hours = times.OnChange((_, _) => signal.Notify());
        while (!stoppingToken.IsCancellationRequested)
        {
            var next = time.GetUtcNow().UtcDateTime + LongestWait;
            try
            {
                next = Earlier(next, await SendDueAsync(stoppingToken));
                _failure.End();
            }
            catch (Exception error) when (!stoppingToken.IsCancellationRequested)
            {
                if (_failure.IsNew(error))
                    logger.LogError(error, "Digests could not be sent; it is tried again every minute");
            }

            await signal.WaitAsync(next, stoppingToken);
        }
    }

    private async Task<DateTime> SendDueAsync(CancellationToken stopping)
    {
        var now = time.GetUtcNow().UtcDateTime;

        // Figures that are still being computed would be too small.
        if (!mail.IsSetUp)
            return now + LongestWait;
        if (projection.Status is not { IsIncomplete: false, Error: null })
            return now + ProjectionWait;
        await AddDueAsync(now, stopping);
        foreach (var send in await table.NextUtcAsync(stopping) <= now ? await writer.RunAsync(() => table.Take(now, WaitAfter)) : [])
            await SendAsync(send, stopping);
        return Earlier(schedule.NextUtc(now), await table.NextUtcAsync(stopping) ?? DateTime.MaxValue);
    }

    private async Task AddDueAsync(DateTime now, CancellationToken stopping)
    {
        var due = schedule.Due(now).ToList();
        _added.IntersectWith(due);

        // Nothing is written while nothing is new: deliveries wait for the same writer.
        var added = due.Except(_added).ToList();
        if (added.Count == 0)
            return;
        var recipients = await table.ReadAsync(stopping);
        await writer.RunAsync(() =>
        {
            foreach (var digest in added)
            {
                foreach (var (recipient, _) in recipients.Where(row => row.Recipient.SinceUtc <= digest.DueUtc && (digest.IsWeekly ? row.Recipient.IsWeekly : row.Recipient.IsDaily)))
                    table.AddDue(recipient.Id, digest.IsWeekly, digest.Last, now, digest.DueUtc + DigestSchedule.Late);
            }

            table.RemoveBefore(DateOnly.FromDateTime(now).AddDays(-RememberedDays));
        });

        // Whoever asks for a digest once it is due does not get it; but who asked just before may be stored only now.
        _added.UnionWith(added.Where(digest => now >= digest.DueUtc + LongestWait));
    }

    private async Task SendAsync(DigestSend send, CancellationToken stopping)
    {
        var now = time.GetUtcNow().UtcDateTime;

        // Those before may have taken minutes: whoever has unsubscribed or been disabled since gets nothing.
        var to = await table.FindAsync(send.RecipientId, stopping);
        languages.CultureOf(to?.Recipient is { UserId: { } user } ? await userLanguages.FindAsync(user, stopping) : to?.Recipient.Language).MakeCurrent();
        if (now >= send.EndUtc)
            await FinishAsync(send, null, send.Error ?? nameof(MailProblem.TooLate), isLast: true);
        else if (to is not (var recipient, { } email) || !(send.IsWeekly ? recipient.IsWeekly : recipient.IsDaily) || await VisibilityOfAsync(recipient) is not { } visibility)
            await FinishAsync(send, null, null, isLast: true);
        else
        {
            var token = Uri.EscapeDataString(unsubscription.TokenOf(recipient.Id));
            var content = await digests.WriteAsync(
                visibility, recipient.UserId is not null || recipient.HasNames, send.IsWeekly, DateOnly.FromDayNumber(send.Day), $"{address.OfApplication()}{Unsubscription.Path}?token={token}", stopping);
            var key = string.Create(CultureInfo.InvariantCulture, $"digest-{recipient.Id}-{(send.IsWeekly ? "week" : "day")}-{send.Day}");
            leases.RequireHeld(NodeWork.Notifications);
            var result = await mail.SendAsync(email, content, key, $"{address.OfApplication()}{Unsubscription.PostPath}?token={token}", stopping);
            await FinishAsync(send, result.IsSent ? now : null, result.StoredText, result.IsSent || now + WaitAfter(send.Attempts) >= send.EndUtc);
        }
    }

    // An address without an account gets what its owner chose, but never whole numbers.
    private async Task<Visibility?> VisibilityOfAsync(DigestRecipient recipient) => recipient.UserId is not { } user ? new Visibility { MasksNumbers = true }
        : await actors.FindAsync(user) is { } actor && actor.May(Permission.SeeAnalytics) ? actor.Visibility : null;

    private async Task FinishAsync(DigestSend send, DateTime? sentUtc, string? error, bool isLast)
    {
        // What was sent is stored even if another node has taken over, which would send it as well.
        using var fence = WorkFence.Enter(sentUtc is null ? WorkFence.Current : null);
        await writer.RunAsync(() => table.Finish(send, sentUtc, error, isLast));
    }

    private static TimeSpan WaitAfter(int attempts) => Waits[Math.Min(attempts, Waits.Length - 1)];

    private static DateTime Earlier(DateTime one, DateTime other) => one < other ? one : other;
}
