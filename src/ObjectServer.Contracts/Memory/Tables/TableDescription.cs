using System.Buffers;
using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace ObjectServer.Memory.Tables;

/// <summary>
/// What a table's content begins with, for programs that know nothing else of it: 8 bytes, how long the JSON is that follows; and the JSON.
/// All places in it are counted in bytes from the start of the content.
/// </summary>
internal static class TableDescription
{
    private const int LengthBytes = 8;
    private const int Version = 1;

    // What a description is read by is no browser.
    private static readonly JsonWriterOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The description of a table, without what fills up its last page.</summary>
    public static ReadOnlySpan<byte> Of(TableLayout layout)
    {
        var output = new ArrayBufferWriter<byte>(512);
        output.GetSpan(LengthBytes)[..LengthBytes].Clear();
        output.Advance(LengthBytes);
        using (var json = new Utf8JsonWriter(output, Options)) Write(json, layout);
        byte[] all = output.WrittenSpan.ToArray();
        BinaryPrimitives.WriteInt64LittleEndian(all, all.Length - LengthBytes);
        return all;
    }

    private static void Write(Utf8JsonWriter json, TableLayout layout)
    {
        json.WriteStartObject();
        json.WriteString("format", "objectserver-table");
        json.WriteNumber("version", Version);
        json.WriteNumber("capacity", layout.Capacity);
        json.WriteNumber("rows", layout.Bytes + SegmentFile.UserWordsOffset);
        json.WriteStartArray("columns");
        foreach (TableColumnLayout column in layout.Columns) Write(json, column);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, TableColumnLayout column)
    {
        json.WriteStartObject();
        json.WriteString("name", column.Column.Name);
        json.WriteString("type", column.Column.Type.ToString());
        json.WriteString("dtype", column.ElementType);
        json.WriteNumber("offset", column.Offset);
        if (column.Column.IsNullable) json.WriteNumber("validity", column.ValidityOffset);
        if (column.Column.Type == ColumnType.DictionaryText)
        {
            json.WriteStartObject("texts");
            json.WriteNumber("count", column.TextsOffset);
            json.WriteNumber("ends", column.TextsOffset + TableLayouts.Alignment);
            json.WriteNumber("bytes", column.TextsOffset + TextRegion.BytesOffset(column.Column));
            json.WriteEndObject();
        }

        json.WriteEndObject();
    }
}
