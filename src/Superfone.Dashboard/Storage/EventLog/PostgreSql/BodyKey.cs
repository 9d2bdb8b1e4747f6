using System.Buffers.Binary;
using Superfone.Events;

namespace Superfone.Dashboard.Storage.EventLog.PostgreSql;

/// <summary>
/// The JSON of a delivery, by its SHA-256, and its state: an event that was not recognised then, but is now, is not a duplicate.
/// </summary>
internal readonly record struct BodyKey(UInt128 High, UInt128 Low, DeliveryState State)
{
    /// <summary>The key of a body that has a hash.</summary>
    public static BodyKey Of(Classification read) => Of(read.CanonicalHash!, read.State);

    /// <summary>The key of a stored body.</summary>
    public static BodyKey Of(byte[] hash, DeliveryState state) =>
        new(BinaryPrimitives.ReadUInt128BigEndian(hash), BinaryPrimitives.ReadUInt128BigEndian(hash.AsSpan(16)), state);
}
