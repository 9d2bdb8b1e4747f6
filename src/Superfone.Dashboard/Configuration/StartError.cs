using System.Net.Sockets;
using Microsoft.AspNetCore.Connections;

namespace Superfone.Dashboard.Configuration;

/// <summary>
/// Distinguishes errors that an operator can fix, which are shown as a sentence, from defects, which need their stack trace.
/// </summary>
internal static class StartError
{
    /// <summary>One sentence for each thing to fix; <see langword="null"/> if an operator cannot fix it.</summary>
    public static IReadOnlyList<string>? Find(Exception error) => error switch
    {
        StartException start => start.Errors,
        AggregateException { InnerExceptions: [var single] } => Find(single),
        IOException { InnerException: AddressInUseException } => [$"{error.Message} Stop what listens there, or choose another address with --urls or ASPNETCORE_URLS."],
        SocketException { SocketErrorCode: SocketError.AccessDenied or SocketError.AddressNotAvailable } =>
            [$"The address to listen on (--urls or ASPNETCORE_URLS) cannot be used: {error.Message}."],
        FormatException when error.StackTrace?.Contains("BindingAddress", StringComparison.Ordinal) == true =>
            [$"The address to listen on (--urls or ASPNETCORE_URLS) is wrong: {error.Message}"],
        InvalidDataException or FormatException when error.InnerException is FormatException or System.Text.Json.JsonException =>
            [$"A configuration file is wrong: {error.Message} {error.InnerException.Message}"],
        _ => null,
    };
}
