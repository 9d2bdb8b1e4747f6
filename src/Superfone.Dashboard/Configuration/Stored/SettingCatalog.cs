using System.Collections.Frozen;
using System.Globalization;
using Superfone.Dashboard.Configuration.Backups;
using Superfone.Dashboard.Configuration.Business;
using Superfone.Dashboard.Configuration.Hours;
using Superfone.Dashboard.Configuration.Mail;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Configuration.Privacy;

namespace Superfone.Dashboard.Configuration.Stored;

/// <summary>All settings that can be made on pages. Their titles and descriptions are the texts <c>Setting.{Section}.{Name}</c>.</summary>
public static class SettingCatalog
{
    /// <summary>The name of the business; see <see cref="BusinessOptions.Name"/>.</summary>
    public static readonly SettingDefinition BusinessName = new($"{BusinessOptions.Section}:{nameof(BusinessOptions.Name)}", SettingKind.Text);

    /// <summary>The language of those for whom none is known; see <see cref="BusinessOptions.Language"/>.</summary>
    public static readonly SettingDefinition Language =
        new($"{BusinessOptions.Section}:{nameof(BusinessOptions.Language)}", SettingKind.Choice) { Default = BusinessOptions.DefaultLanguage };

    /// <summary>The time zone of the business; see <see cref="DisplayOptions.TimeZone"/>.</summary>
    public static readonly SettingDefinition TimeZone =
        new($"{DisplayOptions.Section}:{nameof(DisplayOptions.TimeZone)}", SettingKind.Text) { Default = DisplayOptions.DefaultTimeZone };

    /// <summary>The region of numbers without a country code; see <see cref="DisplayOptions.PhoneRegion"/>.</summary>
    public static readonly SettingDefinition PhoneRegion =
        new($"{DisplayOptions.Section}:{nameof(DisplayOptions.PhoneRegion)}", SettingKind.Text) { Default = DisplayOptions.DefaultPhoneRegion };

    /// <summary>The address that the world sees; see <see cref="AddressOptions.PublicUrl"/>.</summary>
    public static readonly SettingDefinition PublicUrl = new(AddressOptions.PublicUrlKey, SettingKind.Text);

    /// <summary>The roles that see masked numbers; see <see cref="AccessOptions.MaskedRoles"/>.</summary>
    public static readonly SettingDefinition MaskedRoles =
        new($"{AccessOptions.Section}:{nameof(AccessOptions.MaskedRoles)}", SettingKind.List) { Choices = [Roles.Manager, Roles.Agent, Roles.Viewer] };

    /// <summary>The roles that need a second factor; see <see cref="AccessOptions.SecondFactorRoles"/>.</summary>
    public static readonly SettingDefinition SecondFactorRoles =
        new($"{AccessOptions.Section}:{nameof(AccessOptions.SecondFactorRoles)}", SettingKind.List) { Choices = Roles.All };

    /// <summary>Whether agents see only their own calls; see <see cref="AccessOptions.AgentsSeeOwnCalls"/>.</summary>
    public static readonly SettingDefinition AgentsSeeOwnCalls =
        new($"{AccessOptions.Section}:{nameof(AccessOptions.AgentsSeeOwnCalls)}", SettingKind.Switch) { Default = "false" };

    /// <summary>For how many days an erased contact is withheld; see <see cref="PrivacyOptions.ErasureDelayDays"/>.</summary>
    public static readonly SettingDefinition ErasureDelayDays =
        Days(nameof(PrivacyOptions.ErasureDelayDays), PrivacyOptions.DefaultErasureDelayDays.ToString(CultureInfo.InvariantCulture));

    /// <summary>For how many days deliveries are kept that no state is computed from; see <see cref="PrivacyOptions.BodyDays"/>.</summary>
    public static readonly SettingDefinition BodyDays = Days(nameof(PrivacyOptions.BodyDays));

    /// <summary>For how many days recordings are kept; see <see cref="PrivacyOptions.RecordingDays"/>.</summary>
    public static readonly SettingDefinition RecordingDays = Days(nameof(PrivacyOptions.RecordingDays));

    /// <summary>For how many days summaries and transcripts are kept; see <see cref="PrivacyOptions.TranscriptDays"/>.</summary>
    public static readonly SettingDefinition TranscriptDays = Days(nameof(PrivacyOptions.TranscriptDays));

    /// <summary>For how many days without activity contacts are kept; see <see cref="PrivacyOptions.ContactDays"/>.</summary>
    public static readonly SettingDefinition ContactDays = Days(nameof(PrivacyOptions.ContactDays));

    /// <summary>Where backups are made; see <see cref="BackupOptions.Directory"/>.</summary>
    public static readonly SettingDefinition BackupDirectory = new($"{BackupOptions.Section}:{nameof(BackupOptions.Directory)}", SettingKind.Text);

    /// <summary>When backups are made; see <see cref="BackupOptions.At"/>.</summary>
    public static readonly SettingDefinition BackupAt =
        new($"{BackupOptions.Section}:{nameof(BackupOptions.At)}", SettingKind.Text) { Default = BackupOptions.DefaultAt };

    /// <summary>For how many days backups are kept; see <see cref="BackupOptions.Keep"/>.</summary>
    public static readonly SettingDefinition BackupKeep =
        new($"{BackupOptions.Section}:{nameof(BackupOptions.Keep)}", SettingKind.Number) { Default = BackupOptions.DefaultKeep.ToString(CultureInfo.InvariantCulture) };

    /// <summary>The hours of each day of the week; see <see cref="HoursOptions.Week"/>.</summary>
    public static readonly IReadOnlyList<SettingDefinition> Week =
        [.. HoursOptions.Days.Select(day => new SettingDefinition($"{HoursOptions.Section}:{nameof(HoursOptions.Week)}:{day}", SettingKind.Text))];

    /// <summary>Days on which nobody works; see <see cref="HoursOptions.Holidays"/>.</summary>
    public static readonly SettingDefinition Holidays = new($"{HoursOptions.Section}:{nameof(HoursOptions.Holidays)}", SettingKind.List);

    /// <summary>How soon missed callers are called back; see <see cref="HoursOptions.TargetMinutes"/>.</summary>
    public static readonly SettingDefinition TargetMinutes =
        new($"{HoursOptions.Section}:{nameof(HoursOptions.TargetMinutes)}", SettingKind.Number) { Default = HoursOptions.DefaultTargetMinutes.ToString(CultureInfo.InvariantCulture) };

    /// <summary>When a caller has given up; see <see cref="HoursOptions.AbandonedSeconds"/>.</summary>
    public static readonly SettingDefinition AbandonedSeconds =
        new($"{HoursOptions.Section}:{nameof(HoursOptions.AbandonedSeconds)}", SettingKind.Number) { Default = HoursOptions.DefaultAbandonedSeconds.ToString(CultureInfo.InvariantCulture) };

    /// <summary>The SMTP server, in the order shown; see <see cref="MailOptions"/>.</summary>
    public static readonly IReadOnlyList<SettingDefinition> MailServer =
    [
        new($"{MailOptions.Section}:{nameof(MailOptions.Host)}", SettingKind.Text),
        new($"{MailOptions.Section}:{nameof(MailOptions.Port)}", SettingKind.Number) { Default = MailOptions.DefaultPort.ToString(CultureInfo.InvariantCulture) },
        new($"{MailOptions.Section}:{nameof(MailOptions.UseTls)}", SettingKind.Switch) { Default = "true" },
        new($"{MailOptions.Section}:{nameof(MailOptions.UserName)}", SettingKind.Text),
        new($"{MailOptions.Section}:{nameof(MailOptions.Password)}", SettingKind.Secret),
        new($"{MailOptions.Section}:{nameof(MailOptions.From)}", SettingKind.Text),
    ];

    /// <summary>When digests are mailed; see <see cref="DigestOptions.At"/>.</summary>
    public static readonly SettingDefinition DigestAt = new($"{DigestOptions.Section}:{nameof(DigestOptions.At)}", SettingKind.Text) { Default = DigestOptions.DefaultAt };

    /// <summary>On which day weekly reports are mailed; see <see cref="DigestOptions.Weekday"/>.</summary>
    public static readonly SettingDefinition DigestWeekday = new($"{DigestOptions.Section}:{nameof(DigestOptions.Weekday)}", SettingKind.Choice)
    {
        Choices = [.. HoursOptions.Days.Select(day => day.ToString())],
        Default = nameof(DayOfWeek.Monday),
    };

    /// <summary>What is called while all is well; see <see cref="HeartbeatOptions.Url"/>. Whoever knows it can pretend that all is well.</summary>
    public static readonly SettingDefinition HeartbeatUrl = new($"{HeartbeatOptions.Section}:{nameof(HeartbeatOptions.Url)}", SettingKind.Secret);

    /// <summary>The key of Superfone's click-to-call; see <see cref="ClickToCallOptions.ApiKey"/>.</summary>
    public static readonly SettingDefinition ClickToCallKey = new($"{ClickToCallOptions.Section}:{nameof(ClickToCallOptions.ApiKey)}", SettingKind.Secret);

    /// <summary>The address of Superfone's API; see <see cref="ClickToCallOptions.BaseUrl"/>.</summary>
    public static readonly SettingDefinition ClickToCallAddress =
        new($"{ClickToCallOptions.Section}:{nameof(ClickToCallOptions.BaseUrl)}", SettingKind.Text) { Default = ClickToCallOptions.DefaultBaseUrl };

    /// <summary>Whether recordings are downloaded; see <see cref="RecordingOptions.Enabled"/>.</summary>
    public static readonly SettingDefinition RecordingsEnabled = new($"{RecordingOptions.Section}:{nameof(RecordingOptions.Enabled)}", SettingKind.Switch) { Default = "true" };

    /// <summary>Where recordings may come from; see <see cref="RecordingOptions.AllowedHosts"/>.</summary>
    public static readonly SettingDefinition RecordingHosts =
        new($"{RecordingOptions.Section}:{nameof(RecordingOptions.AllowedHosts)}", SettingKind.List) { Default = RecordingOptions.DefaultHost };

    /// <summary>How large and how many, in the order shown; see <see cref="RecordingOptions"/>.</summary>
    public static readonly IReadOnlyList<SettingDefinition> RecordingLimits =
    [
        Megabytes(nameof(RecordingOptions.MaxBytes), RecordingOptions.DefaultMaxBytes),
        new($"{RecordingOptions.Section}:{nameof(RecordingOptions.Concurrency)}", SettingKind.Number) { Default = RecordingOptions.DefaultConcurrency.ToString(CultureInfo.InvariantCulture) },
        Megabytes(nameof(RecordingOptions.ReserveBytes), RecordingOptions.DefaultReserveBytes),
    ];

    /// <summary>Whether devices are notified; see <see cref="PushOptions.Enabled"/>.</summary>
    public static readonly SettingDefinition PushEnabled = new($"{PushOptions.Section}:{nameof(PushOptions.Enabled)}", SettingKind.Switch) { Default = "true" };

    /// <summary>Whom push services may write to; see <see cref="PushOptions.Contact"/>.</summary>
    public static readonly SettingDefinition PushContact = new($"{PushOptions.Section}:{nameof(PushOptions.Contact)}", SettingKind.Text);

    /// <summary>All of them, by key.</summary>
    public static FrozenDictionary<string, SettingDefinition> All { get; } =
        new[]
        {
            BusinessName, Language, TimeZone, PhoneRegion, PublicUrl, MaskedRoles, SecondFactorRoles, AgentsSeeOwnCalls, ErasureDelayDays, BodyDays, RecordingDays, TranscriptDays, ContactDays,
            BackupDirectory, BackupAt, BackupKeep, Holidays, TargetMinutes, AbandonedSeconds, DigestAt, DigestWeekday, HeartbeatUrl, ClickToCallKey,
            ClickToCallAddress, RecordingsEnabled, RecordingHosts, PushEnabled, PushContact,
        }.Concat(Week).Concat(MailServer).Concat(RecordingLimits).ToFrozenDictionary(setting => setting.Key, StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a setting is one that nobody sees again, such as a password.</summary>
    public static bool IsSecret(string key) => All.TryGetValue(key, out var setting) && setting.Kind == SettingKind.Secret;

    private static SettingDefinition Megabytes(string name, long otherwise) =>
        new($"{RecordingOptions.Section}:{name}", SettingKind.Number) { Default = otherwise.ToString(CultureInfo.InvariantCulture), Unit = 1 << 20 };

    private static SettingDefinition Days(string name, string otherwise = "0") => new($"{PrivacyOptions.Section}:{name}", SettingKind.Number) { Default = otherwise };
}
