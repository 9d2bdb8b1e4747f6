using Microsoft.Extensions.Options;
using Superfone.Dashboard.Access;
using Superfone.Dashboard.Configuration.Network;
using Superfone.Dashboard.Notifications.Mail;

namespace Superfone.Dashboard.Components.Pages.Settings.Mail;

/// <summary>What leaves this computer by itself: mails, who gets digests, and the heartbeat.</summary>
public sealed partial class MailPage(TestMail test, MailState state, IOptionsMonitor<AddressOptions> addresses, CurrentActor who, ILogger<MailPage> logger)
{
    private MailResult? _result;
    private string _to = "";
    private bool _isBusy;

    private async Task TestAsync()
    {
        (_isBusy, _result) = (true, null);
        try
        {
            var by = await who.GetAsync();
            _to = by.Name;
            _result = await test.SendAsync(by);
        }
        catch (Exception error)
        {
            logger.LogError(error, "The test mail could not be sent");
            _result = new MailResult(MailProblem.Refused, L["Settings.Mail.TestFailed"]);
        }

        _isBusy = false;
    }

    // What a test has shown says nothing about other settings.
    private Task ForgetAsync()
    {
        _result = null;
        return Task.CompletedTask;
    }
}
