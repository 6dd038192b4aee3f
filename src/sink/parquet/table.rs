//! One table: rows gathered into columns, columns into a file.
use std::{fs::File, path::Path, sync::Arc};

use arrow_array::{
    ArrayRef, RecordBatch,
    builder::{Int32Builder, Int64Builder, StringBuilder},
};
use arrow_schema::{DataType, Field, Schema};
use parquet::{
    arrow::ArrowWriter,
    basic::{Compression, ZstdLevel},
    errors::Result,
    file::properties::WriterProperties,
};

use crate::sink::rows::{Table, Type, Value};

/// Rows that are gathered before they become columns of the file.
const BATCH: usize = 1 << 16;
/// Rows in a group of the file: memory holds one group a table.
const GROUP: usize = 1 << 18;

#[derive(Debug)]
enum Column {
    Int(Int32Builder),
    Long(Int64Builder),
    Text(StringBuilder),
}

/// A file that is being written.
#[derive(Debug)]
pub(super) struct TableFile {
    writer: ArrowWriter<File>,
    schema: Arc<Schema>,
    columns: Vec<Column>,
    rows: usize,
}

impl TableFile {
    pub(super) fn create(path: &Path, table: &Table) -> Result<Self> {
        let mut columns = Vec::new();
        let fields = table.columns.iter().map(|column| {
            // A number of one database means nothing outside of it.
            let (name, kind) =
                if column.name == "doc" { ("document_id", Type::Text) } else { (column.name, column.kind) };
            let (column_builder, kind) = match kind {
                Type::Int => (Column::Int(Int32Builder::new()), DataType::Int32),
                Type::Long => (Column::Long(Int64Builder::new()), DataType::Int64),
                Type::Text => (Column::Text(StringBuilder::new()), DataType::Utf8),
            };
            columns.push(column_builder);
            Field::new(name, kind, column.is_nullable)
        });
        let schema = Arc::new(Schema::new(fields.collect::<Vec<_>>()));
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_max_row_group_row_count(Some(GROUP))
            .build();
        let writer = ArrowWriter::try_new(File::create(path)?, schema.clone(), Some(properties))?;
        Ok(Self { writer, schema, columns, rows: 0 })
    }

    /// Adds a row with a value for every column.
    pub(super) fn push<'v>(&mut self, row: impl Iterator<Item = Value<'v>>) -> Result<()> {
        for (column, value) in self.columns.iter_mut().zip(row) {
            match (column, value) {
                (Column::Int(column), Value::Int(n)) => column.append_value(n as i32),
                (Column::Long(column), Value::Int(n)) => column.append_value(n),
                (Column::Text(column), Value::Text(text)) => column.append_value(text),
                (Column::Int(column), _) => column.append_null(),
                (Column::Long(column), _) => column.append_null(),
                (Column::Text(column), _) => column.append_null(),
            }
        }
        self.rows += 1;
        if self.rows == BATCH { self.flush() } else { Ok(()) }
    }

    fn flush(&mut self) -> Result<()> {
        self.rows = 0;
        let columns = self.columns.iter_mut().map(|column| -> ArrayRef {
            match column {
                Column::Int(column) => Arc::new(column.finish()),
                Column::Long(column) => Arc::new(column.finish()),
                Column::Text(column) => Arc::new(column.finish()),
            }
        });
        self.writer.write(&RecordBatch::try_new(self.schema.clone(), columns.collect())?)
    }

    /// Writes the rest, down to the disk.
    pub(super) fn finish(mut self) -> Result<()> {
        self.flush()?;
        Ok(self.writer.into_inner()?.sync_all()?)
    }
}
