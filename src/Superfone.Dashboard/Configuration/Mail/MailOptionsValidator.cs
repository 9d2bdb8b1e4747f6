using System.Net;
using Microsoft.Extensions.Options;
using MimeKit;

namespace Superfone.Dashboard.Configuration.Mail;

/// <summary>Checks <see cref="MailOptions"/>.</summary>
internal sealed class MailOptionsValidator : IValidateOptions<MailOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, MailOptions options)
    {
        var errors = new OptionErrors(MailOptions.Section);
        if (options.Host is { } host && Uri.CheckHostName(host) == UriHostNameType.Unknown)
            errors.Add("Host", $"is '{host}', which is not the name of a server such as smtp.example.com");
        errors.AddUnlessInRange("Port", options.Port, 1, IPEndPoint.MaxPort);
        if (options.From is { } from && !(MailboxAddress.TryParse(from, out var sender) && sender.Address.Contains('@', StringComparison.Ordinal)))
            errors.Add("From", $"is '{from}', which is not a sender such as Calls <calls@example.com>");
        if (options is { Host: not null, UserName: not null, UseTls: false } && !IsThisComputer(options.Host))
            errors.Add("UseTls", "is false, although there is a user name: the password would be readable on its way");
        return errors.Result;
    }

    private static bool IsThisComputer(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host, out var address) && IPAddress.IsLoopback(address));
}
