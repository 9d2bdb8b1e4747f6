namespace Superfone.Dashboard.Configuration.Telemetry;

/// <summary>
/// <c>Superfone:Telemetry</c>: where traces, metrics and logs are sent by OTLP. Without an endpoint nothing is sent. The standard variables
/// (<c>OTEL_EXPORTER_OTLP_ENDPOINT</c> and its like) do the same and win.
/// </summary>
public sealed class TelemetryOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Superfone:Telemetry";

    /// <summary>The standard name of the endpoint.</summary>
    internal const string EndpointVariable = "OTEL_EXPORTER_OTLP_ENDPOINT";

    private static readonly (string Key, string Variable)[] Variables =
    [
        (nameof(OtlpEndpoint), EndpointVariable),
        (nameof(OtlpProtocol), "OTEL_EXPORTER_OTLP_PROTOCOL"),
        (nameof(OtlpHeaders), "OTEL_EXPORTER_OTLP_HEADERS"),
    ];

    /// <summary>The address of the collector; <see langword="null"/> to send nothing.</summary>
    public string? OtlpEndpoint { get; init; }

    /// <summary>The protocol: <c>grpc</c> or <c>http/protobuf</c>.</summary>
    public required string OtlpProtocol { get; init; }

    /// <summary>Headers of each request, such as <c>api-key=…</c>; secret.</summary>
    public string? OtlpHeaders { get; init; }

    internal static TelemetryOptions Read(SectionReader section) => new()
    {
        OtlpEndpoint = section.OptionalText(nameof(OtlpEndpoint))?.Trim(),
        OtlpProtocol = section.OptionalText(nameof(OtlpProtocol))?.Trim() ?? "grpc",
        OtlpHeaders = section.OptionalText(nameof(OtlpHeaders)),
    };

    /// <summary>Whether an endpoint is configured in either way.</summary>
    internal static bool IsSending(IConfiguration configuration) => !string.IsNullOrWhiteSpace(configuration[EndpointVariable]);

    /// <summary>Hands what is configured to the exporter, which knows the standard names only.</summary>
    internal static void Standardise(IConfigurationManager configuration)
    {
        // Read now: the configuration asks for its sources again whenever another one is inserted.
        var values = Variables.Where(name => string.IsNullOrWhiteSpace(configuration[name.Variable]))
            .Select(name => KeyValuePair.Create(name.Variable, configuration[$"{Section}:{name.Key}"]))
            .Where(value => !string.IsNullOrWhiteSpace(value.Value)).ToList();
        configuration.AddInMemoryCollection(values);
    }
}
