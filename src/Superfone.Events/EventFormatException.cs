namespace Superfone.Events;

/// <summary>A field of a payload cannot be read as the type that the reference documents. The message names the field.</summary>
public sealed class EventFormatException : FormatException
{
    /// <summary>Creates an error with the default message.</summary>
    public EventFormatException()
    {
    }

    /// <summary>Creates an error with a message.</summary>
    public EventFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates an error with a message and a cause.</summary>
    public EventFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
