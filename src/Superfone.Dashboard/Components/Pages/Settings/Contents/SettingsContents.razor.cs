using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Calling;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Business;
using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Configuration.Privacy;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Destinations.Editing;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Notifications.Mail;
using Superfone.Dashboard.Operations.Backups;
using Superfone.Dashboard.Operations.Faults;
using Superfone.Dashboard.Operations.Settings;

namespace Superfone.Dashboard.Components.Pages.Settings.Contents;

/// <summary>All pages of settings: what each is for, and how things stand.</summary>
public sealed partial class SettingsContents(
    SettingsEditor editor, BusinessName business, IOptionsMonitor<HoursOptions> hours, IOptionsMonitor<RecordingOptions> recordings, IOptionsMonitor<PrivacyOptions> privacy,
    IOptionsMonitor<PushOptions> push, MessageTemplates messages, ApiTokens tokens, DestinationDirectory destinations, TestMail mail, MailState mails, BackupSchedule backups,
    BackupState lastBackup, FaultBoard faults, TimeProvider time, CurrentActor who, ILogger<SettingsContents> logger)
{
    private readonly Dictionary<string, State?> _states = [];
    private IReadOnlyList<SettingsSection> _sections = [];

    /// <inheritdoc/>
    protected override async Task OnInitializedAsync()
    {
        var actor = await who.GetAsync();
        _sections = [.. SettingsSection.Contents.Where(section => actor.May(section.Permission))];
        foreach (var section in _sections)
        {
            try
            {
                _states[section.Href] = await StateOfAsync(section.Href, actor);
            }
            catch (Exception error)
            {
                // The page is needed most when something does not work.
                logger.LogError(error, "The state of {Section} could not be read", section.Href);
            }
        }
    }

    private async Task<State?> StateOfAsync(string href, Actor actor) => href switch
    {
        "/settings/business" => business.Own is { } name ? new State(name, IsName: true) : Is("Settings.State.NoName"),
        "/settings/hours" => Is(hours.CurrentValue.Week.Values.Any(day => day.Count > 0) ? "Settings.State.Set" : "Settings.State.AllTime"),
        "/settings/calling" => OnOrOff(editor.IsSet(SettingCatalog.ClickToCallKey)),
        "/settings/messages" => new State(L.Plural("Settings.State.Texts", messages.Read().Templates.Count)),
        "/settings/tokens" => new State(L.Plural("Settings.State.Tokens", (await tokens.ListAsync()).Count)),
        "/destinations" => Destinations(await destinations.ListAsync(actor)),
        "/settings/recordings" => OnOrOff(recordings.CurrentValue.Enabled),
        "/settings/push" => OnOrOff(push.CurrentValue.Enabled),
        "/settings/mail" => !mail.IsSetUp ? Is("Settings.State.NotSetUp") : mails.Problem is null ? Is("Settings.State.On") : Is("Settings.State.MailFailed", needsCare: true),
        "/settings/privacy" => Is(privacy.CurrentValue is { BodyDays: 0, RecordingDays: 0, TranscriptDays: 0, ContactDays: 0 } ? "Settings.State.KeptForEver" : "Settings.State.Deleted"),
        "/settings/backups" => Backups(),
        "/settings/status" => faults.Faults.Count == 0 ? Is("Settings.State.Good") : Is("Settings.State.Attention", needsCare: true),
        "/settings/about" => new State(ApplicationVersion.Number, IsName: true),
        _ => null,
    };

    private State Destinations(IReadOnlyList<DestinationItem> all) => all.Any(destination => destination.FailingSinceUtc is not null)
        ? new State(L.Plural("Settings.Status.Passing.Failing", all.Count(destination => destination.FailingSinceUtc is not null)), NeedsCare: true)
        : new State(L.Plural("Settings.State.Destinations", all.Count));

    private State Backups() => !editor.IsSet(SettingCatalog.BackupDirectory) ? Is("Settings.State.NotSetUp", needsCare: true)
        : backups.Problem is not BackupProblem.None and var problem ? new State(L[$"BackupProblem.{problem}"], NeedsCare: true)
        : lastBackup.LastSuccess is { } made ? new State(L["Settings.Status.Backups.Last", L.Wait(time.GetUtcNow().UtcDateTime - made.AtUtc)])
        : Is("Settings.State.On");

    private State OnOrOff(bool isOn) => Is(isOn ? "Settings.State.On" : "Settings.State.Off");

    private State Is(string key, bool needsCare = false) => new(L[key], NeedsCare: needsCare);

    private sealed record State(string Text, bool NeedsCare = false, bool IsName = false);
}
