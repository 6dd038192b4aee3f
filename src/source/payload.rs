//! A document as it lies in its source: bytes, and what is known of it from outside them. Decoding is left to the
//! workers.
use std::{mem, sync::Arc};

use super::{Reason, SourceError, charset, form::Form, hash};
use crate::document::{Origin, RawDocument};

/// One document, not decoded yet.
#[derive(Clone, Debug)]
pub struct Payload {
    body: Body,
    /// What its container says that it is; else its content says.
    form: Option<Form>,
    origin: Origin,
}

#[derive(Clone, Debug)]
enum Body {
    /// Bytes, and the name of the charset that the server gave with them.
    Bytes(Vec<u8>, Option<String>),
    /// A text that a container decoded already.
    Text(String),
}

impl Payload {
    /// A document of these bytes.
    pub fn new(bytes: Vec<u8>, origin: Origin) -> Self {
        Self::of_bytes(bytes, None, origin)
    }

    pub(super) fn of_bytes(bytes: Vec<u8>, charset: Option<String>, origin: Origin) -> Self {
        Self { body: Body::Bytes(bytes, charset), form: None, origin }
    }

    pub(super) fn of_text(text: String, form: Form, origin: Origin) -> Self {
        Self { body: Body::Text(text), form: Some(form), origin }
    }

    /// The same as a text, whatever it looks like.
    pub(super) fn into_text(self) -> Self {
        Self { form: Some(Form::Text), ..self }
    }

    /// Number of bytes, after decompression.
    pub fn size(&self) -> usize {
        match &self.body {
            Body::Bytes(bytes, _) => bytes.len(),
            Body::Text(text) => text.len(),
        }
    }

    /// What is known of it without decoding; the `id` only once it was asked for.
    pub fn origin(&self) -> &Origin {
        &self.origin
    }

    /// The same, without the document.
    pub fn into_origin(self) -> Origin {
        self.origin
    }

    /// SHA-256 of its bytes, in hex.
    pub fn id(&mut self) -> &str {
        if self.origin.id.is_empty() {
            self.origin.id = match &self.body {
                Body::Bytes(bytes, _) => hash(bytes),
                Body::Text(text) => hash(text.as_bytes()),
            };
        }
        &self.origin.id
    }

    /// The decoded document, HTML still with its tags, and which of the two it is.
    ///
    /// # Errors
    /// When the bytes are no text.
    pub fn decode(mut self) -> Result<(RawDocument, Form), SourceError> {
        self.id();
        let text = match self.body {
            Body::Text(text) => {
                // A byte-order mark is no part of the text, wherever the text came from.
                text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)
            }
            Body::Bytes(bytes, charset) => {
                let decoded = match charset::decode_as(bytes, charset.as_deref()) {
                    Ok(decoded) => decoded,
                    Err(why) => {
                        let Origin { source, member, .. } = mem::take(&mut self.origin);
                        return Err(SourceError { place: source, member, reason: Reason::Binary(why) });
                    }
                };
                self.origin.encoding = decoded.encoding;
                self.origin.encoding_source = decoded.how;
                self.origin.replacements = decoded.replacements;
                decoded.text
            }
        };
        let form = self.form.unwrap_or_else(|| Form::of(&text));
        Ok((RawDocument { text, origin: Arc::new(self.origin) }, form))
    }
}
