using System.Text.Json;

namespace Superfone.Events.Reading;

/// <summary>
/// A value in a payload, with its position. A value that does not have the type it is read as is noted and treated as absent, so that one
/// bad field does not cost the whole event.
/// </summary>
/// <param name="element">The value; undefined if it is absent.</param>
/// <param name="path">Its position.</param>
/// <param name="notes">Collects notes on the ignored values.</param>
public readonly struct WireValue(JsonElement element, FieldPath path, ReadingNotes notes)
{
    // Less than the depth at which BodyJson cuts off values, so that such a value is noted.
    private const int DeepestFreeValue = 60;
    private const int LongestName = 40;

    /// <summary>The value as received.</summary>
    public JsonElement Element => element;

    /// <summary>Its position.</summary>
    public FieldPath Path => path;

    /// <summary>Whether the payload contains it, even as <c>null</c>.</summary>
    public bool Exists => element.ValueKind != JsonValueKind.Undefined;

    internal ReadingNotes Notes => notes;

    /// <summary>A field of this object; an absent value if this is not an object.</summary>
    public WireValue this[string name] =>
        new(element.ValueKind == JsonValueKind.Object ? LenientJson.Field(element, name) : default, path.Within(name), notes);

    /// <summary>A field of this object whose name, of any length, was chosen by the account.</summary>
    public WireValue Own(JsonProperty field) =>
        new(field.Value, path with { Name = field.Name.Length > LongestName ? $"{field.Name.AsSpan(0, LongestName)}…" : field.Name }, notes);

    /// <summary>Text; a number or a boolean is read as text.</summary>
    public Optional<string> Text() => !Exists ? default : LenientJson.TryText(element, out var text) ? new(text) : Odd<string>("is not text");

    /// <summary>Text, or the title of an entity as <see cref="Titled"/> reads it: <c>"Pune"</c>, <c>{"id":10,"title":"Pune"}</c>.</summary>
    public Optional<string> TextOrTitle()
    {
        if (element.ValueKind != JsonValueKind.Object)
            return Text();
        return Titled() is { IsPresent: true, Value: var titled } ? new(titled?.Title) : default;
    }

    /// <summary>A whole number.</summary>
    public Optional<long?> WholeNumber() =>
        !Exists ? default : LenientJson.TryWholeNumber(element, out var number) ? new(number) : Odd<long?>("is not a whole number");

    /// <summary>A duration in whole seconds.</summary>
    public Optional<int?> Seconds() =>
        !Exists ? default : LenientJson.TrySeconds(element, out var seconds) ? new(seconds) : Odd<int?>("is not a number of seconds");

    /// <summary>An instant in UTC.</summary>
    /// <param name="latest">The latest plausible time; <see langword="null"/> for no limit.</param>
    public Optional<DateTime?> Instant(DateTime? latest = null)
    {
        if (!Exists)
            return default;
        if (!LenientJson.TryInstant(element, out var instant))
            return Odd<DateTime?>("is not a time");
        return instant > latest ? Odd<DateTime?>("is more than 24 hours after it was received") : new(instant);
    }

    /// <summary>
    /// A list, or a single item in its place. Items that cannot be read are left out; if none can be read, the whole list is treated as
    /// absent. Items that are <c>null</c> are skipped.
    /// </summary>
    /// <typeparam name="T">The items' type.</typeparam>
    /// <param name="read">Reads one item.</param>
    public Optional<IReadOnlyList<T>> List<T>(Func<WireValue, Optional<T>> read)
    {
        if (!Exists)
            return default;
        if (element.ValueKind == JsonValueKind.Null)
            return new(null);
        if (element.ValueKind != JsonValueKind.Array)
            return read(this) is { IsPresent: true } single ? new(single.Value is null ? [] : [single.Value]) : default;

        List<T> items = [];
        var (index, odd) = (0, 0);
        foreach (var item in element.EnumerateArray())
        {
            var position = index++;
            if (item.ValueKind == JsonValueKind.Null)
                continue;
            var value = read(new WireValue(item, path with { Index = position }, notes));
            if (!value.IsPresent)
                odd++;
            else if (value.Value is { } known)
                items.Add(known);
        }

        return items.Count == 0 && odd > 0 ? default : new(items);
    }

    /// <summary>A label, product, stage, group or user: <c>{id,title}</c> (or <c>name</c>), a bare id, or a bare title.</summary>
    public Optional<Titled> Titled()
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Undefined:
                return default;
            case JsonValueKind.Null:
                return new(null);
            case JsonValueKind.Number:
                return WholeNumber() is { IsPresent: true } number ? new(new Titled(number.Value, null)) : default;
            case JsonValueKind.String:
                return new(new Titled(null, element.GetString()));
        }

        var (id, title, name) = (this["id"], this["title"], this["name"]);
        if (!id.Exists && !title.Exists && !name.Exists)
            return Odd<Titled>("is not an object with id and title");
        var (readId, readTitle) = (id.WholeNumber(), title.Text());
        if (readTitle.Value is null && name.Exists)
            readTitle = name.Text();
        if (readId.Value is null && readTitle.Value is null)
            return id.Exists == readId.IsPresent && (title.Exists || name.Exists) == readTitle.IsPresent ? new(null) : default;
        return new(new Titled(readId.Value, readTitle.Value));
    }

    /// <summary>A contact's phone number: <c>{phone,customer_id}</c>, or the bare number.</summary>
    public Optional<ContactPhone> Phone()
    {
        if (!Exists)
            return default;
        if (element.ValueKind is JsonValueKind.String or JsonValueKind.Number)
            return Text().Value is { } bare && !string.IsNullOrWhiteSpace(bare) ? new(new ContactPhone(bare, null)) : new(null);
        if (!this["phone"].Exists)
            return Odd<ContactPhone>("is not an object with phone and customer_id");
        var phone = this["phone"].Text();
        if (!phone.IsPresent)
            return default;
        return string.IsNullOrWhiteSpace(phone.Value) ? new(null) : new(new ContactPhone(phone.Value, this["customer_id"].WholeNumber().Value));
    }

    /// <summary>Any JSON that is not nested too deeply for common readers.</summary>
    public Optional<JsonElement?> Free()
    {
        if (!Exists)
            return default;
        return IsDeeper(element, DeepestFreeValue) ? Odd<JsonElement?>("is nested too deeply") : new(element);
    }

    /// <summary>Ignores the value, and notes why.</summary>
    /// <typeparam name="T">The expected type.</typeparam>
    /// <param name="problem">The problem, such as "is not a whole number".</param>
    public Optional<T> Odd<T>(string problem)
    {
        notes.Add(path, element, problem);
        return default;
    }

    private static bool IsDeeper(JsonElement value, int levels) => value.ValueKind switch
    {
        JsonValueKind.Object => levels == 0 || value.EnumerateObject().Any(field => IsDeeper(field.Value, levels - 1)),
        JsonValueKind.Array => levels == 0 || value.EnumerateArray().Any(item => IsDeeper(item, levels - 1)),
        _ => false,
    };
}
