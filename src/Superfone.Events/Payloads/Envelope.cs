namespace Superfone.Events.Payloads;

/// <summary>The fields that every payload may carry (the reference's "Common envelope").</summary>
internal static class Envelope
{
    /// <summary>The names of the fields.</summary>
    public static readonly string[] Fields =
        ["event", "superfone_number", "organization_name", "cdr_phone", "updated_key", "updated_value"];
}
