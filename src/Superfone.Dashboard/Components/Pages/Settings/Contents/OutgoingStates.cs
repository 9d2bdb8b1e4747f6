using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Destinations.Editing;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Mail;
using Superfone.Dashboard.Operations.Backups;
using Superfone.Dashboard.Operations.Faults;
using Superfone.Dashboard.Operations.Settings;

namespace Superfone.Dashboard.Components.Pages.Settings.Contents;

/// <summary>Whether what leaves the dashboard gets there: notifications, mail, events, backups; and whether all works.</summary>
internal sealed class OutgoingStates(
    SettingsEditor editor, IOptionsMonitor<PushOptions> push, TestMail mail, MailState mails, DestinationDirectory destinations, BackupSchedule backups, BackupState lastBackup,
    FaultBoard faults, TimeProvider time, IStringLocalizer<Strings> text) : ISectionStates
{
    /// <inheritdoc/>
    public async Task<SectionState?> FindAsync(string href, Actor actor) => href switch
    {
        "/settings/push" => SectionState.OnOrOff(text, push.CurrentValue.Enabled),
        "/settings/mail" => !mail.IsSetUp ? Is("Settings.State.NotSetUp") : mails.Problem is null ? Is("Settings.State.On") : Is("Settings.State.MailFailed", needsCare: true),
        "/destinations" => Of(await destinations.ListAsync(actor)),
        "/settings/backups" => Backups(),
        "/settings/status" => faults.Faults.Count == 0 ? Is("Settings.State.Good") : Is("Settings.State.Attention", needsCare: true),
        _ => null,
    };

    private SectionState Of(IReadOnlyList<DestinationItem> all) => all.Count(destination => destination.FailingSinceUtc is not null) is > 0 and var failing
        ? new SectionState(text.Plural("Settings.Status.Passing.Failing", failing), NeedsCare: true)
        : new SectionState(text.Plural("Settings.State.Destinations", all.Count));

    private SectionState Backups() => !editor.IsSet(SettingCatalog.BackupDirectory) ? Is("Settings.State.NotSetUp", needsCare: true)
        : backups.Problem is not BackupProblem.None and var problem ? Is($"BackupProblem.{problem}", needsCare: true)
        : lastBackup.LastSuccess is { } made ? new SectionState(text["Settings.Status.Backups.Last", text.Wait(time.GetUtcNow().UtcDateTime - made.AtUtc)])
        : Is("Settings.State.On");

    private SectionState Is(string key, bool needsCare = false) => SectionState.Is(text, key, needsCare);
}
