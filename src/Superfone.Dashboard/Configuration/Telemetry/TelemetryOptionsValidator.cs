using Microsoft.Extensions.Options;

namespace Superfone.Dashboard.Configuration.Telemetry;

/// <summary>Checks <see cref="TelemetryOptions"/>.</summary>
internal sealed class TelemetryOptionsValidator : IValidateOptions<TelemetryOptions>
{
    /// <inheritdoc/>
    public ValidateOptionsResult Validate(string? name, TelemetryOptions options)
    {
        var errors = new OptionErrors(TelemetryOptions.Section);
        if (options.OtlpEndpoint is { } text && !(Uri.TryCreate(text, UriKind.Absolute, out var address) && address is { Scheme: "http" or "https", UserInfo: "" }))
            errors.Add(nameof(options.OtlpEndpoint), $"is '{text}', which is not an address such as http://localhost:4317");
        if (options.OtlpProtocol is not ("grpc" or "http/protobuf"))
            errors.Add(nameof(options.OtlpProtocol), $"is '{options.OtlpProtocol}'; it must be grpc or http/protobuf");
        return errors.Result;
    }
}
