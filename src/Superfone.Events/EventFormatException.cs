namespace Superfone.Events;

/// <summary>A payload's field cannot be read as what the reference says it is. The message names the field.</summary>
public sealed class EventFormatException : FormatException
{
    /// <summary>An empty error.</summary>
    public EventFormatException()
    {
    }

    /// <summary>An error with its sentence.</summary>
    public EventFormatException(string message)
        : base(message)
    {
    }

    /// <summary>An error with its sentence and its cause.</summary>
    public EventFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
