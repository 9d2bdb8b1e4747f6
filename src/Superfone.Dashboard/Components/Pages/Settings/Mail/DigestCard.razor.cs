using System.Globalization;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Localization;
using Superfone.Dashboard.Localization.Cultures;
using Superfone.Dashboard.Notifications.Digests;

namespace Superfone.Dashboard.Components.Pages.Settings.Mail;

/// <summary>When digests are mailed, to whom, and which were.</summary>
public sealed partial class DigestCard(DigestRecipients recipients, CurrentActor who, Languages languages, Display display, ILogger<DigestCard> logger)
{
    private const int MostSent = 20;

    private IReadOnlyList<DigestRecipientItem>? _recipients;
    private IReadOnlyList<DigestSendItem> _sent = [];
    private string _address = "";
    private string? _problem;
    private bool _hasFailed;

    /// <inheritdoc/>
    protected override Task OnInitializedAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        try
        {
            var by = await who.GetAsync();
            (_recipients, _sent, _hasFailed) = (await recipients.ListAsync(by), await recipients.SentAsync(by), false);
        }
        catch (Exception error)
        {
            logger.LogError(error, "The recipients of digests could not be loaded");
            _hasFailed = true;
        }
    }

    private Task ChangeAsync(DigestRecipientItem item, DigestWish wish) =>
        RunAsync(by => item.UserId is { } user ? recipients.SetUserAsync(user, wish, by) : recipients.SetAddressAsync(item.Email, wish, by));

    private Task RemoveAsync(DigestRecipientItem item) => RunAsync(by => recipients.RemoveAsync(item.Id, by));

    private Task AddAsync() => RunAsync(async by =>
    {
        // Users are in the list too.
        var added = _recipients!.Any(item => item.Email.Equals(_address.Trim(), StringComparison.OrdinalIgnoreCase)) ? AddedAddress.Known : await recipients.AddAsync(_address, languages.Find(CultureInfo.CurrentUICulture.Name)?.Tag, by);
        (_address, _problem) = added switch
        {
            AddedAddress.Added => ("", null),
            AddedAddress.Known => (_address, L["Settings.Digest.Known"].Value),
            AddedAddress.NotAnAddress => (_address, L["Users.Wrong.email"].Value),
        };
    });

    private async Task RunAsync(Func<Actor, Task> change)
    {
        _problem = null;
        try
        {
            await change(await who.GetAsync());
        }
        catch (Exception error)
        {
            logger.LogError(error, "The recipients of digests could not be changed");
            _problem = L["Settings.NotSaved"];
        }

        await LoadAsync();
    }
}
