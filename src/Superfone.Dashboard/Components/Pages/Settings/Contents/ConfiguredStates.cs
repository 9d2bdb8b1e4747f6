using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Calling;
using Superfone.Dashboard.Configuration;
using Superfone.Dashboard.Configuration.Business;
using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Configuration.Privacy;
using Superfone.Dashboard.Configuration.Stored;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Operations.Settings;

namespace Superfone.Dashboard.Components.Pages.Settings.Contents;

/// <summary>What is set on pages of settings.</summary>
internal sealed class ConfiguredStates(
    SettingsEditor editor, BusinessName business, IOptionsMonitor<HoursOptions> hours, IOptionsMonitor<RecordingOptions> recordings, IOptionsMonitor<PrivacyOptions> privacy,
    IOptionsMonitor<AccessOptions> access, MessageTemplates messages, IStringLocalizer<Strings> text) : ISectionStates
{
    /// <inheritdoc/>
    public Task<SectionState?> FindAsync(string href, Actor actor) => Task.FromResult(href switch
    {
        "/settings/business" => business.Own is { } name ? new SectionState(name, IsName: true) : Is("Settings.State.NoName"),
        "/settings/hours" => Is(hours.CurrentValue.Week.Values.Any(day => day.Count > 0) ? "Settings.State.Set" : "Settings.State.AllTime"),
        "/settings/access" => Is(access.CurrentValue.AgentsSeeOwnCalls ? "Settings.State.OwnCalls" : "Settings.State.AllCalls"),
        "/settings/calling" => SectionState.OnOrOff(text, editor.IsSet(SettingCatalog.ClickToCallKey)),
        "/settings/messages" => new SectionState(text.Plural("Settings.State.Texts", messages.Read().Templates.Count)),
        "/settings/recordings" => SectionState.OnOrOff(text, recordings.CurrentValue.Enabled),
        "/settings/privacy" => Is(privacy.CurrentValue is { BodyDays: 0, RecordingDays: 0, TranscriptDays: 0, ContactDays: 0 } ? "Settings.State.KeptForEver" : "Settings.State.Deleted"),
        "/settings/about" => new SectionState(ApplicationVersion.Number, IsName: true),
        _ => null,
    });

    private SectionState Is(string key) => SectionState.Is(text, key);
}
