using Superfone.Dashboard.Access;
using Superfone.Dashboard.Access.Audit;
using Superfone.Dashboard.Access.Permissions;
using Superfone.Dashboard.Destinations.Sending;
using Superfone.Dashboard.Domain.Destinations;
using Superfone.Dashboard.Storage.Primary;
using Superfone.Dashboard.Storage.Primary.Destinations;

namespace Superfone.Dashboard.Destinations.Editing;

/// <summary>Makes, changes and removes destinations. A change counts when its task ends.</summary>
public sealed class DestinationEditor
{
    /// <summary>The number of destinations that there may be.</summary>
    public const int Most = 20;

    private readonly DestinationTable _table;
    private readonly DestinationRules _rules;
    private readonly DestinationSecrets _secrets;
    private readonly DestinationRunners _runners;
    private readonly SettingStore _settings;
    private readonly PrimaryWriter _writer;
    private readonly AuditLog _audit;
    private readonly TimeProvider _time;

    internal DestinationEditor(
        DestinationTable table, DestinationRules rules, DestinationSecrets secrets, DestinationRunners runners, SettingStore settings, PrimaryWriter writer, AuditLog audit, TimeProvider time) =>
        (_table, _rules, _secrets, _runners, _settings, _writer, _audit, _time) = (table, rules, secrets, runners, settings, writer, audit, time);

    private DateTime Now => _time.GetUtcNow().UtcDateTime;

    private string LogId => _settings.Find(SettingStore.LogId) ?? "";

    /// <summary>Makes a destination; it receives what is received from then on.</summary>
    /// <param name="draft">What it is to be.</param>
    /// <param name="by">Who makes it.</param>
    /// <exception cref="System.Data.Common.DbException">Nothing was stored.</exception>
    public async Task<DestinationResult> CreateAsync(DestinationDraft draft, Actor by)
    {
        by.Require(Permission.ManageSecrets);
        if (_rules.FindProblem(draft with { Name = draft.Name ?? "", Url = draft.Url ?? "" }) is { } problem)
            return DestinationResult.Wrong(problem);
        var secret = DestinationSecrets.Create();
        var destination = new Destination
        {
            Name = draft.Name!.Trim(),
            Url = draft.Url!,
            Form = draft.Form ?? DestinationForm.Raw,
            Events = DestinationFilter.Join(draft.Events ?? []),
            Accounts = _rules.Accounts(draft.Accounts ?? []),
            Conditions = _rules.Conditions(draft.Filter ?? new ItemConditions()),
            IsEnabled = draft.Enabled ?? true,
            LogId = LogId,
            Secret = _secrets.Protect(secret),
            CreatedUtc = Now,
        };
        await _audit.WriteAsync(by, AuditAction.Setting, $"make destination {destination.Name}");
        if (await _writer.RunAsync(() => _table.Add(destination, Most)) is not { } id)
            return DestinationResult.Wrong(DraftProblem.TooMany);
        await _runners.RefreshAsync();
        return new DestinationResult(id, null, secret);
    }

    /// <summary>Changes a destination: only what is given, so that two people may change different things at once.</summary>
    /// <param name="id">The destination.</param>
    /// <param name="draft">What it is to be.</param>
    /// <param name="by">Who changes it.</param>
    /// <returns><see langword="null"/> if it does not exist.</returns>
    /// <exception cref="System.Data.Common.DbException">Nothing was stored.</exception>
    public async Task<DestinationResult?> ChangeAsync(long id, DestinationDraft draft, Actor by)
    {
        by.Require(Permission.ManageSecrets);
        if (await _table.FindAsync(id) is null)
            return null;
        if (_rules.FindProblem(draft) is { } problem)
            return DestinationResult.Wrong(problem);
        var change = new DestinationChange
        {
            Name = draft.Name?.Trim(),
            Url = draft.Url,
            Form = draft.Form,
            Events = draft.Events is { } events ? DestinationFilter.Join(events) : null,
            Accounts = draft.Accounts is { } accounts ? _rules.Accounts(accounts) : null,
            Conditions = draft.Filter is { } filter ? _rules.Conditions(filter) : null,
            IsEnabled = draft.Enabled,
            LogId = draft.Enabled == true ? LogId : null,
        };
        await _audit.WriteAsync(by, AuditAction.Setting, $"change destination {id}");
        if (!await _writer.RunAsync(() => _table.Change(id, change)))
            return null;
        await _runners.RefreshAsync();
        return new DestinationResult(id, null, null);
    }

    /// <summary>Makes another secret for a destination. Both sign for <see cref="DestinationSecrets.Overlap"/>.</summary>
    /// <param name="id">The destination.</param>
    /// <param name="by">Who makes it.</param>
    /// <returns>The secret, or that somebody else made one at the same time; <see langword="null"/> if the destination does not exist.</returns>
    /// <exception cref="System.Data.Common.DbException">Nothing was stored.</exception>
    public async Task<DestinationResult?> RotateAsync(long id, Actor by)
    {
        by.Require(Permission.ManageSecrets);
        if (await _table.FindAsync(id) is not { } present)
            return null;
        var secret = DestinationSecrets.Create();
        var (kept, until) = (_secrets.Protect(secret), Now + DestinationSecrets.Overlap);
        await _audit.WriteAsync(by, AuditAction.Token, $"new secret of destination {id}");
        if (!await _writer.RunAsync(() => _table.SetSecret(present, kept, until)))
            return DestinationResult.Wrong(DraftProblem.OtherSecret);
        await _runners.RefreshAsync();
        return new DestinationResult(id, null, secret);
    }

    /// <summary>Removes a destination, and with it what it has not received yet. If the process ends meanwhile, it is paused, and can be removed again.</summary>
    /// <param name="id">The destination.</param>
    /// <param name="by">Who removes it.</param>
    /// <returns>Whether it existed.</returns>
    /// <exception cref="System.Data.Common.DbException">It was not removed.</exception>
    public async Task<bool> RemoveAsync(long id, Actor by)
    {
        by.Require(Permission.ManageSecrets);
        if (await _table.FindAsync(id) is null)
            return false;
        await _audit.WriteAsync(by, AuditAction.Setting, $"remove destination {id}");
        await _writer.RunAsync(() => _table.Change(id, new DestinationChange { IsEnabled = false }));
        await _runners.RefreshAsync();
        while (!await _writer.RunAsync(() => _table.RemovePart(id)))
        {
            // Deliveries are stored in between.
        }

        await _runners.RefreshAsync();
        return true;
    }
}

/// <summary>The result of making or changing a destination.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Problem">What is wrong; <see langword="null"/> if nothing is.</param>
/// <param name="Secret">The new secret, which is not shown again; <see langword="null"/> if none was made.</param>
public sealed record DestinationResult(long Id, DraftProblem? Problem, string? Secret)
{
    internal static DestinationResult Wrong(DraftProblem problem) => new(0, problem, null);
}
